"""Giving and withdrawing authorisations; every refusal leaves nothing behind."""

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import Person, Role
from core import locks
from core.errors import Conflict, DomainError, Malformed, NotAllowed
from core.models import AuditEntry
from equipment.models import Authorisation, Category
from equipment.selectors import authorised_categories
from equipment.services.give_authorisation import give_authorisation
from equipment.services.revoke_authorisation import revoke_authorisation
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def manager() -> Person:
    return cast.person("manager", Role.FAB_MANAGER, cast.site("maison"))


@pytest.fixture
def resident() -> Person:
    return cast.person("resident")


@pytest.fixture
def printers() -> Category:
    return cast.category()


def everything() -> list[object]:
    return [
        list(Authorisation.objects.order_by("pk").values()),
        AuditEntry.objects.count(),
    ]


def assert_refused(kind: type[DomainError], code: str, act: Callable[[], object]) -> None:
    before = everything()
    with pytest.raises(kind) as refusal:
        act()
    assert (refusal.value.code, everything()) == (code, before)


def test_give_lets_the_person_use_the_category_until_its_end(
    manager: Person, resident: Person, printers: Category
) -> None:
    until = NOW + 30 * DAY
    given = give_authorisation(
        person=resident, category=printers, by=manager, now=NOW, valid_until=until
    )

    assert (given.given_by, given.given_at, given.valid_until) == (manager, NOW, until)
    assert authorised_categories(resident, NOW) == {printers.pk: until}
    assert authorised_categories(resident, until - dt.timedelta(seconds=1)) == {printers.pk: until}
    assert authorised_categories(resident, until) == {}
    assert authorised_categories(resident, NOW - dt.timedelta(seconds=1)) == {}
    assert authorised_categories(manager, NOW) == {}


def test_give_leaves_an_act_without_names(
    manager: Person, resident: Person, printers: Category
) -> None:
    given = give_authorisation(person=resident, category=printers, by=manager, now=NOW)

    act = AuditEntry.objects.get(action="authorisation.given")
    assert (act.subject_id, act.by_id, act.at) == (given.pk, manager.pk, NOW)
    assert act.changes == {"person": str(resident.pk), "category": str(printers.pk)}


def test_give_locks_the_person_first(manager: Person, resident: Person, printers: Category) -> None:
    with locks.recorded() as order:
        give_authorisation(person=resident, category=printers, by=manager, now=NOW)
    assert order == ["accounts.Person"]


def test_give_twice_is_a_conflict(manager: Person, resident: Person, printers: Category) -> None:
    give_authorisation(person=resident, category=printers, by=manager, now=NOW)
    assert_refused(
        Conflict,
        "already_authorised",
        lambda: give_authorisation(
            person=resident, category=printers, by=manager, now=NOW + DAY, valid_until=NOW + 9 * DAY
        ),
    )


def test_give_after_the_end_renews_and_keeps_the_history(
    manager: Person, resident: Person, printers: Category
) -> None:
    first = give_authorisation(
        person=resident, category=printers, by=manager, now=NOW, valid_until=NOW + DAY
    )
    give_authorisation(person=resident, category=printers, by=manager, now=NOW + DAY)

    first.refresh_from_db()
    assert first.revoked_at == NOW + DAY
    assert authorised_categories(resident, NOW + DAY) == {printers.pk: None}


def test_give_with_an_end_that_is_not_ahead_is_malformed(
    manager: Person, resident: Person, printers: Category
) -> None:
    assert_refused(
        Malformed,
        "malformed",
        lambda: give_authorisation(
            person=resident, category=printers, by=manager, now=NOW, valid_until=NOW
        ),
    )


@pytest.mark.parametrize("role", [None, Role.HOST, Role.ACCOUNTANT])
def test_give_by_somebody_else_is_not_allowed(
    role: Role | None, resident: Person, printers: Category
) -> None:
    by = cast.person("other", role)
    assert_refused(
        NotAllowed,
        "not_allowed",
        lambda: give_authorisation(person=resident, category=printers, by=by, now=NOW),
    )


def test_revoke_ends_it_now_and_lets_it_be_given_again(
    manager: Person, resident: Person, printers: Category
) -> None:
    given = give_authorisation(person=resident, category=printers, by=manager, now=NOW)
    revoked = revoke_authorisation(given, by=manager, now=NOW + DAY)

    assert revoked.revoked_at == NOW + DAY
    assert authorised_categories(resident, NOW + DAY) == {}
    act = AuditEntry.objects.get(action="authorisation.revoked")
    assert (act.subject_id, act.by_id) == (given.pk, manager.pk)
    give_authorisation(person=resident, category=printers, by=manager, now=NOW + DAY)
    assert authorised_categories(resident, NOW + DAY) == {printers.pk: None}


def test_revoke_twice_is_a_conflict(manager: Person, resident: Person, printers: Category) -> None:
    given = give_authorisation(person=resident, category=printers, by=manager, now=NOW)
    revoke_authorisation(given, by=manager, now=NOW)
    assert_refused(
        Conflict,
        "already_revoked",
        lambda: revoke_authorisation(given, by=manager, now=NOW + DAY),
    )


def test_revoke_by_its_own_person_is_not_allowed(
    manager: Person, resident: Person, printers: Category
) -> None:
    given = give_authorisation(person=resident, category=printers, by=manager, now=NOW)
    assert_refused(
        NotAllowed, "not_allowed", lambda: revoke_authorisation(given, by=resident, now=NOW)
    )
