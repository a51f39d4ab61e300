"""The guards that keep a place for one party, and how each is taken away for a control."""

import contextlib
import functools
import time
import uuid
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from unittest import mock

from django.db import connection

from bookings import facts
from bookings.services import (
    change_state,
    confirm_booking,
    create_booking,
    decide_booking,
    expire_bookings,
    find_booking,
    move_booking,
)
from core import locks
from spaces.models import Resource

PATIENCE = 2
# How many act together without taking turns; whoever starts them says so.
together = 2


@contextlib.contextmanager
def _no_locks() -> Iterator[None]:
    def lock_nothing(offer_ids: list[uuid.UUID]) -> None:
        """Everybody goes on at once."""

    with (
        mock.patch.object(locks, "lock", list),
        mock.patch.object(create_booking, "lock_offers", lock_nothing),
        mock.patch.object(find_booking, "lock_offers", lock_nothing),
    ):
        yield


@contextlib.contextmanager
def _locks_in_the_order_asked() -> Iterator[None]:
    """Resources are locked one by one in the order of the request, not of their ids."""

    def lock_offers(offer_ids: list[uuid.UUID]) -> None:
        for offer_id in offer_ids:
            list(Resource.objects.filter(offers=offer_id).select_for_update(of=("self",)))
            time.sleep(0.02)

    with mock.patch.object(create_booking, "lock_offers", lock_offers):
        yield


LOOKS = ((create_booking, "take_seats"), (move_booking, "take_seats"))
WRITES = ((decide_booking, "change_state"), (confirm_booking, "change_state"))


@contextlib.contextmanager
def _no_hurry() -> Iterator[None]:
    """Time passes between the look and the write, so that others would look meanwhile."""
    with contextlib.ExitStack() as stack:
        for module, name in LOOKS:
            stack.enter_context(around(module, name, after=lambda: time.sleep(0.15)))
        yield


@contextlib.contextmanager
def _all_look_first() -> Iterator[None]:
    """Nobody writes before all who act together have looked."""
    with contextlib.ExitStack() as stack:
        for place, (module, name) in enumerate(LOOKS):
            meet = functools.partial(_meet, place)
            stack.enter_context(around(module, name, after=meet))
        for place, (module, name) in enumerate(WRITES, start=len(LOOKS)):
            meet = functools.partial(_meet, place)
            stack.enter_context(around(module, name, before=meet))
        yield


def _nothing() -> None:
    """What happens where nothing is asked for."""


@contextlib.contextmanager
def around(
    module: ModuleType,
    name: str,
    *,
    before: Callable[[], object] = _nothing,
    after: Callable[[], object] = _nothing,
) -> Iterator[None]:
    """Something happens just before, or just after, each call of this function of the module."""
    work = getattr(module, name)

    def act(*given: Any, **more: Any) -> Any:
        before()
        result = work(*given, **more)
        after()
        return result

    with mock.patch.object(module, name, act):
        yield


def _meet(place: int) -> None:
    """Wait for the others: each keeps a shared lock of this number until its transaction ends."""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [place])
        while time.monotonic() < deadline:
            cursor.execute(
                "select count(*) from pg_locks where locktype = 'advisory' and objid = %s"
                " and database = (select oid from pg_database where datname = current_database())",
                [place],
            )
            if cursor.fetchone()[0] >= together:
                return
            time.sleep(0.005)


@contextlib.contextmanager
def _freed_counts_as_lost() -> Iterator[None]:
    with mock.patch.object(expire_bookings, "FREED", frozenset()):
        yield


@contextlib.contextmanager
def _no_look() -> Iterator[None]:
    """Every usable seat is free, as if nobody had booked."""
    look = facts._seat
    free = {"taken": False, "lapsed": None}
    with mock.patch.object(facts, "_seat", lambda row: look(row | free)):
        yield


@contextlib.contextmanager
def _nothing_given_back() -> Iterator[None]:
    with mock.patch.object(change_state, "FREED", frozenset()):
        yield


GUARDS_OFF: dict[str, Callable[[], contextlib.AbstractContextManager[None]]] = {
    "locks": _no_locks,
    "order": _locks_in_the_order_asked,
    "hurry": _no_hurry,
    "turns": _all_look_first,
    "look": _no_look,
    "giving back": _nothing_given_back,
    "looking again": _freed_counts_as_lost,
}
