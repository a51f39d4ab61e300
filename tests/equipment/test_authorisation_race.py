"""Two fab managers authorise the same person at the same moment."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from accounts.models import Person, Role
from core import locks
from core.errors import Conflict
from equipment.models import Authorisation, Category
from equipment.services import give_authorisation as service
from tests.equipment import cast
from tests.equipment.cast import NOW

PATIENCE = 1.0


def meet_after_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both wait for each other between the check and the write, as long as that is possible."""
    meeting, check = threading.Barrier(2), service.find_standing

    def check_and_wait(person: Person, category: Category) -> Authorisation | None:
        found = check(person, category)
        with contextlib.suppress(threading.BrokenBarrierError):  # the lock holds the other one back
            meeting.wait(PATIENCE)
        return found

    monkeypatch.setattr(service, "find_standing", check_and_wait)


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
    meet_after_the_check(monkeypatch)

    assert give_at_once() == ["Conflict", "given"]
    assert Authorisation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_pass_the_check_and_the_constraint_stops_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after_the_check(monkeypatch)
    unlocked: Callable[..., list[object]] = list
    monkeypatch.setattr(locks, "lock", unlocked)

    assert give_at_once() == ["IntegrityError", "given"]
    assert Authorisation.objects.count() == 1
