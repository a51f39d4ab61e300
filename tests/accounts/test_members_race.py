"""The two managers of an organisation leave it at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.errors import LastManager
from accounts.models import Organisation, OrganisationMember
from accounts.services import members as service
from core import locks
from tests.accounts.people import NOW, member
from tests.factories import make_organisation
from tests.meetings import meet_after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def club() -> Organisation:
    return make_organisation(member("a@example.org"), member("b@example.org"))


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
    meet_after(monkeypatch, service, "_check_another_manages")
    assert leave_at_once(club) == ["gone", "last_manager"]
    assert club.memberships.filter(is_manager=True).count() == 1


def test_control_without_the_lock_both_go(
    club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, service, "_check_another_manages")
    unlocked: Callable[..., list[object]] = list
    monkeypatch.setattr(locks, "lock", unlocked)
    assert leave_at_once(club) == ["gone", "gone"]
    assert not club.memberships.exists()
