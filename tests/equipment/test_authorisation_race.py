"""Two fab managers authorise the same person at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from accounts.models import Person, Role
from core import locks
from core.errors import Conflict
from equipment.models import Authorisation
from equipment.services import give_authorisation as service
from tests.equipment import cast
from tests.equipment.cast import NOW
from tests.meetings import meet_after


def give_at_once() -> list[str]:
    """What each of two threads, with its own connection, came back with."""
    resident, printers = cast.person("resident"), cast.category()
    managers = [cast.person(f"m{n}", Role.FAB_MANAGER) for n in range(2)]

    def give(by: Person) -> str:
        try:
            service.give_authorisation(person=resident, category=printers, by=by, now=NOW)
        except (Conflict, IntegrityError) as failure:
            return type(failure).__name__
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(give, managers))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_give_one_and_tell_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    meet_after(monkeypatch, service, "find_standing")

    assert give_at_once() == ["Conflict", "given"]
    assert Authorisation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_pass_the_check_and_the_constraint_stops_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after(monkeypatch, service, "find_standing")
    unlocked: Callable[..., list[object]] = list
    monkeypatch.setattr(locks, "lock", unlocked)

    assert give_at_once() == ["IntegrityError", "given"]
    assert Authorisation.objects.count() == 1
