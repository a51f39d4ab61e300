"""Single changes of the rules: what is asked first and what is not, locks, statements, words."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg import errors

from accounts.models import Role
from bookings import rules
from bookings.admin.reasons import WORDS
from bookings.models import Booking
from bookings.selectors.misfits import ELSEWHERE, HIDDEN, NOT_FOR_MONEY, SEAT_GONE, SITE_CLOSED
from core import locks
from core.models import AuditEntry
from equipment.models import Authorisation, LoanAgreement, Requirement
from spaces.models import Resource
from tests.bookings.admin_forms import sent_back
from tests.bookings.rules_scene import LAST_DAY, Scene, everything, page_of
from tests.equipment import cast
from tests.factories import (
    NOW,
    make_booking,
    make_offer,
    make_person,
    period,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def director(client: Client) -> Client:
    client.force_login(make_person("La direction", role=Role.DIRECTOR))
    return client


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


def test_a_withdrawn_authorisation_is_asked_first(director: Client, scene: Scene) -> None:
    """Only the person whose authorisation goes is listed, not whoever keeps theirs."""
    category = cast.category()
    Requirement.objects.create(offer=scene.offer, category=category, mode="autonomous")
    keeps = make_person("Karim, habilité")
    given, kept = (
        Authorisation.objects.create(
            person=person, category=category, given_by=make_person(), given_at=NOW
        )
        for person in (scene.booking.person, keeps)
    )
    make_booking(scene.offer, period(21, 14, 17), person=keeps)
    page = reverse("admin:equipment_authorisation_changelist")
    act = {"action": "revoke", "_selected_action": [str(given.pk)]}

    asked = director.post(page, act).content.decode()
    assert "1 réservation touchée" in asked
    assert "Zoé Habitante" in asked
    assert WORDS["not_authorised"] in asked
    assert not Authorisation.objects.filter(revoked_at__isnull=False).exists()
    assert not AuditEntry.objects.filter(action="authorisation.revoked").exists()

    answer = director.post(page, act | {"confirmed": "1"}, follow=True)
    assert "1 réservation touchée" in answer.content.decode()
    assert list(Authorisation.objects.filter(revoked_at__isnull=True)) == [kept]


def test_an_authorisation_that_nobody_needs_is_withdrawn_at_once(
    director: Client, scene: Scene
) -> None:
    given = Authorisation.objects.create(
        person=scene.booking.person, category=cast.category(), given_by=make_person(), given_at=NOW
    )
    act = {"action": "revoke", "_selected_action": [str(given.pk)]}
    director.post(reverse("admin:equipment_authorisation_changelist"), act)
    given.refresh_from_db()
    assert given.revoked_at == NOW


def test_withdrawing_locks_everybody_before_any_resource(director: Client, scene: Scene) -> None:
    category = cast.category()
    Requirement.objects.create(
        offer=scene.offer, category=category, mode=Requirement.Mode.ACCOMPANIED
    )
    given = Authorisation.objects.create(
        person=scene.booking.person, category=category, given_by=make_person(), given_at=NOW
    )
    act = {"action": "revoke", "_selected_action": [str(given.pk)], "confirmed": "1"}
    with locks.recorded() as order:
        director.post(reverse("admin:equipment_authorisation_changelist"), act)
    assert order.index("accounts.Person") < order.index("spaces.Resource")
    given.refresh_from_db()
    assert given.revoked_at == NOW


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
    about_asking = {"over", "past", "too_late", "too_early", "several_sites", "not_of_offer"}
    beside = {SITE_CLOSED, HIDDEN, ELSEWHERE, SEAT_GONE, NOT_FOR_MONEY}
    assert codes - about_asking == WORDS.keys() - beside
