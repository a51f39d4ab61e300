"""The admin of what rules booking: whom a change leaves outside the rules is shown first."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg import errors

from accounts.models import Role
from bookings import rules
from bookings.admin.reasons import WORDS
from bookings.models import Booking, Claim
from bookings.selectors.misfits import ELSEWHERE, HIDDEN, SEAT_GONE, SITE_CLOSED
from core import clock, locks
from core.models import AuditEntry
from equipment.models import LoanAgreement, Requirement
from spaces.models import Hours, Offer, Resource
from spaces.recurrence import create_calendar
from tests.bookings.admin_forms import sent_back
from tests.equipment import cast
from tests.factories import (
    NOW,
    lend,
    make_audience,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db
LAST_DAY = dt.date(2027, 1, 20)


@dataclass(frozen=True)
class Scene:
    """A booked offer of two lent desks, and the person who has one on 20 January, 14 to 17 h."""

    offer: Offer
    agreement: LoanAgreement
    booking: Booking

    @property
    def seat(self) -> Resource:
        return Resource.objects.get(pk=self.booking.claims.get().resource_id)


@pytest.fixture(autouse=True)
def _monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def director(client: Client) -> Client:
    client.force_login(make_person("La direction", role=Role.DIRECTOR))
    return client


@pytest.fixture
def scene() -> Scene:
    site = make_site()
    offer = make_offer(site, count=2, price_cents=0, policy=make_policy(max_minutes=300))
    agreement = lend(offer, starts_on=dt.date(2026, 1, 1), resale_forbidden=False)
    person = make_person("Zoé Habitante", telephone="06 00 00 00 01")
    return Scene(offer, agreement, make_booking(offer, period(20, 14, 17), person=person))


def page_of(row: Model) -> str:
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=(row.pk,))


def everything() -> list[Any]:
    """All that a change of these pages could write."""
    kept = [Booking, Claim, Offer, Resource, LoanAgreement, Requirement, AuditEntry]
    rows = [list(model.objects.order_by("pk").values()) for model in kept]
    policy = Offer.objects.get().policy
    lists = [policy.audiences, LoanAgreement.objects.get().audiences, Offer.objects.get().resources]
    return [
        rows,
        [sorted(one.values_list("pk", flat=True)) for one in lists],
        model_to_dict(policy, exclude=["audiences"]),
        model_to_dict(Offer.objects.get().site),
    ]


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


@pytest.mark.parametrize(
    ("mode", "reason"), [("accompanied", "not_attended"), ("autonomous", "not_authorised")]
)
def test_a_new_requirement_is_asked_first_and_then_saved(
    director: Client, scene: Scene, mode: str, reason: str
) -> None:
    page = reverse("admin:equipment_requirement_add")
    data = {"offer": scene.offer.pk, "category": cast.category().pk, "mode": mode}
    assert WORDS[reason] in director.post(page, data).content.decode()
    assert not Requirement.objects.exists()
    assert not AuditEntry.objects.filter(action="admin.added").exists()

    assert director.post(page, data | {"confirmed": "1"}).status_code == 302
    assert Requirement.objects.get().mode == mode
    act = AuditEntry.objects.get(action="admin.added")
    assert act.changes["touched"] == [str(scene.booking.pk)]


def test_a_requirement_moved_to_a_booked_offer_is_asked_first(
    director: Client, scene: Scene
) -> None:
    free = make_offer(scene.offer.site)
    standing = Requirement.objects.create(
        offer=free, category=cast.category(), mode=Requirement.Mode.AUTONOMOUS
    )
    page = page_of(standing)
    data = sent_back(director, page) | {"offer": str(scene.offer.pk)}
    assert "Zoé Habitante" in director.post(page, data).content.decode()
    standing.refresh_from_db()
    assert standing.offer == free


def test_a_machine_put_under_an_ending_loan_is_asked_first(director: Client, scene: Scene) -> None:
    ending = LoanAgreement.objects.create(
        lender=scene.agreement.lender,
        reference="courte",
        starts_on=dt.date(2026, 1, 1),
        ends_on=LAST_DAY - dt.timedelta(days=1),
    )
    machine = scene.seat.machine
    page = page_of(machine)
    data = sent_back(director, page) | {"agreement": str(ending.pk)}
    assert WORDS["agreement_ended"] in director.post(page, data).content.decode()
    machine.refresh_from_db()
    assert machine.agreement == scene.agreement


def test_a_free_desk_leaves_the_offer_without_a_question(director: Client, scene: Scene) -> None:
    free = scene.offer.resources.exclude(pk=scene.seat.pk).get()
    page = page_of(free)
    assert director.post(page, sent_back(director, page) | {"is_active": ""}).status_code == 302
    assert not Resource.objects.get(pk=free.pk).is_active


def test_who_broke_the_rule_already_is_not_listed_again(director: Client, scene: Scene) -> None:
    policy = scene.offer.policy
    policy.max_minutes = 120
    policy.save()
    page = page_of(policy)
    changed = sent_back(director, page) | {"max_minutes": "90"}
    assert director.post(page, changed).status_code == 302


def test_cancelled_bookings_are_touched_by_nothing(director: Client, scene: Scene) -> None:
    Booking.objects.update(state="cancelled")
    page = page_of(scene.offer.policy)
    changed = sent_back(director, page) | {"max_minutes": "120"}
    assert director.post(page, changed).status_code == 302


def test_an_unreadable_form_is_shown_again_and_nothing_is_asked(
    director: Client, scene: Scene
) -> None:
    page = page_of(scene.offer.policy)
    answer = director.post(page, sent_back(director, page) | {"max_minutes": "beaucoup"})
    assert answer.status_code == 200
    assert "max_minutes" in answer.context["adminform"].form.errors


def test_the_resources_are_locked_before_anything_is_written(
    director: Client, scene: Scene
) -> None:
    page = page_of(scene.offer)
    data = sent_back(director, page)
    with locks.recorded() as locked:
        director.post(page, data)
    assert locked == ["spaces.Resource"]


@pytest.mark.django_db(transaction=True)
def test_a_house_too_busy_says_so_and_writes_nothing(
    director: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(_: object) -> list[Any]:
        raise OperationalError from errors.LockNotAvailable()

    page = page_of(scene.offer.policy)
    data = sent_back(director, page) | {"horizon_days": "120"}
    before = everything()
    monkeypatch.setattr("bookings.services.change_rules.locks.lock", too_long)
    answer = director.post(page, data, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "Beaucoup de monde à la fois" in answer.content.decode()
    assert everything() == before


def test_the_number_of_statements_does_not_grow_with_the_bookings(
    director: Client, scene: Scene
) -> None:
    page = page_of(scene.offer.policy)
    data = sent_back(director, page) | {"max_minutes": "120"}
    first = queries_of(director, page, data)
    for day in (21, 22, 23, 24):
        make_booking(scene.offer, period(day, 14, 17), person=make_person())
    assert queries_of(director, page, data) == first


def queries_of(client: Client, page: str, data: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.post(page, data)
    return len(captured)


def test_each_rule_has_its_words_for_staff() -> None:
    source = Path(rules.__file__).read_text()
    codes = set(re.findall(r'Refusal\("(\w+)"', source))
    about_asking = {"over", "past", "too_late", "too_early", "several_sites"}
    assert codes - about_asking == WORDS.keys() - {SITE_CLOSED, HIDDEN, ELSEWHERE, SEAT_GONE}
