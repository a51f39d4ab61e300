"""The two managers of an organisation leave it at the same moment."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.errors import LastManager
from accounts.models import Organisation, OrganisationMember, Person
from accounts.services import members as service
from core import locks
from tests.accounts.people import NOW, member
from tests.factories import make_organisation

PATIENCE = 1.0
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def club() -> Organisation:
    return make_organisation(member("a@example.org"), member("b@example.org"))


def meet_after_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both wait for each other between the check and the write, as long as that is possible."""
    meeting, check = threading.Barrier(2), service._check_another_manages

    def check_and_wait(member: OrganisationMember, by: Person) -> None:
        check(member, by)
        with contextlib.suppress(threading.BrokenBarrierError):  # the lock holds the other one back
            meeting.wait(PATIENCE)

    monkeypatch.setattr(service, "_check_another_manages", check_and_wait)


def leave_at_once(club: Organisation) -> list[str]:
    """What each of two threads, with its own connection, came back with."""

    def leave(own: OrganisationMember) -> str:
        try:
            service.remove_member(own, by=own.person, now=NOW)
        except LastManager as failure:
            return failure.code
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        both = club.memberships.select_related("person", "organisation")
        return sorted(pool.map(leave, list(both)))


def test_one_goes_and_the_other_hears_that_they_are_the_last(
    club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after_the_check(monkeypatch)
    assert leave_at_once(club) == ["gone", "last_manager"]
    assert club.memberships.filter(is_manager=True).count() == 1


def test_control_without_the_lock_both_go(
    club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after_the_check(monkeypatch)
    unlocked: Callable[..., list[object]] = list
    monkeypatch.setattr(locks, "lock", unlocked)
    assert leave_at_once(club) == ["gone", "gone"]
    assert not club.memberships.exists()
