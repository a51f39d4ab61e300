"""The admin of what rules booking: whom a change leaves outside the rules is shown first."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from accounts.models import Role
from bookings.admin.reasons import WORDS
from bookings.selectors.misfits import ELSEWHERE, HIDDEN, SEAT_GONE, SITE_CLOSED
from core import clock
from core.models import AuditEntry
from spaces.models import Hours
from spaces.recurrence import create_calendar
from tests.bookings.admin_forms import sent_back
from tests.bookings.rules_scene import LAST_DAY, Scene, everything, make_scene, page_of
from tests.factories import (
    make_audience,
    make_person,
    make_site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def director(client: Client) -> Client:
    client.force_login(make_person("La direction", role=Role.DIRECTOR))
    return client


def evening_hours(scene: Scene) -> Hours:
    calendar = create_calendar("soir")
    return Hours.objects.create(
        site=scene.offer.site, kind="opening", name="soir", is_default=False, calendar=calendar
    )


def without_the_seat(scene: Scene, data: dict[str, Any]) -> dict[str, Any]:
    held = str(scene.seat.pk)
    rows = [name for name, value in data.items() if name.endswith("-resource") and value == held]
    return {rows[0].replace("-resource", "-DELETE"): "on"}


Changed = Callable[[Scene, dict[str, Any]], dict[str, Any]]
CHANGES: dict[str, tuple[Callable[[Scene], Model], Changed, str]] = {
    "hours": (lambda s: s.offer, lambda s, _: {"hours": str(evening_hours(s).pk)}, "closed"),
    "resources": (lambda s: s.offer, without_the_seat, SEAT_GONE),
    "the whole": (lambda s: s.offer, lambda s, _: {"quantifier": "all"}, SEAT_GONE),
    "hidden": (lambda s: s.offer, lambda s, _: {"is_public": ""}, HIDDEN),
    "site of the offer": (
        lambda s: s.offer,
        lambda s, _: {"site": str(make_site().pk)},
        ELSEWHERE,
    ),
    "length": (lambda s: s.offer.policy, lambda s, _: {"max_minutes": "120"}, "too_long"),
    "shortest": (lambda s: s.offer.policy, lambda s, _: {"min_minutes": "240"}, "too_short"),
    "grid": (lambda s: s.offer.policy, lambda s, _: {"granularity_minutes": "1440"}, "off_grid"),
    "publics": (
        lambda s: s.offer.policy,
        lambda s, _: {"audiences": [str(make_audience("student").pk)]},
        "audience_refused",
    ),
    "site": (lambda s: s.offer.site, lambda s, _: {"is_active": ""}, SITE_CLOSED),
    "resource": (lambda s: s.seat, lambda s, _: {"is_active": ""}, SEAT_GONE),
    "end of the loan": (
        lambda s: s.agreement,
        lambda s, _: {"ends_on": str(LAST_DAY - dt.timedelta(days=1))},
        "agreement_ended",
    ),
    "begin of the loan": (
        lambda s: s.agreement,
        lambda s, _: {"starts_on": str(LAST_DAY + dt.timedelta(days=1))},
        "agreement_not_begun",
    ),
    "publics of the lender": (
        lambda s: s.agreement,
        lambda s, _: {"audiences": [str(make_audience("student").pk)]},
        "lender_audience",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_touches_somebody_is_asked_first(
    director: Client, scene: Scene, name: str
) -> None:
    row, changed, reason = CHANGES[name]
    page = page_of(row(scene))
    data = sent_back(director, page)
    data |= changed(scene, data)
    before = everything()

    asked = director.post(page, data)
    shown = asked.content.decode()
    assert "1 réservation touchée" in shown
    for words in ("Zoé Habitante", "06 00 00 00 01", scene.offer.name_fr, "20 janvier 2027, 14:00"):
        assert words in shown
    assert f'href="/mes-reservations/{scene.booking.pk}"' in shown
    assert WORDS[reason] in shown
    assert everything() == before

    again: dict[str, Any] = {}
    for field, value in asked.context["again"]:
        again.setdefault(field, []).append(value)
    answer = director.post(page, again | {"confirmed": "1"}, follow=True)
    assert answer.redirect_chain
    assert "1 réservation touchée" in answer.content.decode()
    assert everything() != before
    act = AuditEntry.objects.get(action="admin.changed")
    assert act.changes["touched"] == [str(scene.booking.pk)]
    scene.booking.refresh_from_db()
    assert (scene.booking.state, scene.booking.claims.get().active) == ("confirmed", True)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_after_which_nobody_comes_is_saved_at_once(
    director: Client, scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: scene.booking.ends_at)
    row, changed, _ = CHANGES[name]
    page = page_of(row(scene))
    data = sent_back(director, page)
    before = everything()
    assert director.post(page, data | changed(scene, data)).status_code == 302
    assert everything() != before
    assert "touched" not in AuditEntry.objects.get(action="admin.changed").changes


@pytest.mark.parametrize("name", CHANGES)
def test_saving_a_page_as_it_is_asks_nothing(director: Client, scene: Scene, name: str) -> None:
    page = page_of(CHANGES[name][0](scene))
    assert director.post(page, sent_back(director, page)).status_code == 302


@pytest.mark.parametrize("name", CHANGES)
def test_control_without_the_question_it_is_saved_at_once(
    director: Client, scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookings.admin.rules.touched_by", lambda change: [])
    row, changed, _ = CHANGES[name]
    page = page_of(row(scene))
    data = sent_back(director, page)
    assert director.post(page, data | changed(scene, data)).status_code == 302


@pytest.mark.parametrize(("price_cents", "touched"), [(500, True), (0, False)])
def test_a_lender_who_forbids_to_earn_touches_what_is_paid_for(
    director: Client, price_cents: int, touched: bool
) -> None:
    scene = make_scene(price_cents=price_cents)
    page = page_of(scene.agreement)
    answer = director.post(page, sent_back(director, page) | {"resale_forbidden": "on"})
    assert (WORDS["not_for_money"] in answer.content.decode()) is touched
    scene.agreement.refresh_from_db()
    assert scene.agreement.resale_forbidden is not touched
