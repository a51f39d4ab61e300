"""What one process of a crew does: a service or a call over HTTP, with guards on or off."""

import contextlib
import datetime as dt
import http.client
import json
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from django.db import connection, transaction

from accounts.models import Person
from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.services import (
    cancel_booking,
    confirm_booking,
    create_booking,
    decide_booking,
    expire_bookings,
    move_booking,
)
from bookings.states import State
from core import locks, transactions
from core.errors import DomainError
from core.period import Period
from spaces.models import Resource
from tests.races import guards
from tests.races.crew import Act, Outcome

Moment = dt.datetime
_counts: dict[str, int] = {}


def perform(act: Act, *, together: int) -> Outcome:
    """Do one act; a refusal is an answer, anything else that is raised an error."""
    _counts.clear()
    guards.together = together
    with contextlib.ExitStack() as stack:
        stack.enter_context(_watched())
        for guard in act.without:
            stack.enter_context(guards.GUARDS_OFF[guard]())
        try:
            said = ACTS[act.name](*act.given)
        except DomainError as refusal:
            said = refusal.code
    return Outcome(said, _counts.get("retries", 0), bool(_counts.get("wrote")))


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    """Count how often a transaction begins anew, and who found seats and goes on to write."""
    again, create, move = (
        transactions._again_or_busy,
        create_booking.take_seats,
        move_booking.take_seats,
    )
    with (
        mock.patch.object(transactions, "_again_or_busy", _counted("retries", again)),
        mock.patch.object(create_booking, "take_seats", _counted("wrote", create)),
        mock.patch.object(move_booking, "take_seats", _counted("wrote", move)),
    ):
        yield


def _counted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Count what `work` has done; a refusal of it does not count."""

    def counting(*given: Any, **more: Any) -> Any:
        result = work(*given, **more)
        _counts[name] = _counts.get(name, 0) + 1
        return result

    return counting


def _person(key: uuid.UUID | None) -> Person | None:
    return Person.objects.get(pk=key) if key else None


def _request(
    person: Person | None, offers: tuple[uuid.UUID, ...], starts: Moment, ends: Moment, key: str
) -> BookingRequest:
    return BookingRequest(
        period=Period(starts, ends),
        items=tuple(ItemRequest(one) for one in offers),
        person=person,
        holder_key=key,
    )


def book(
    person: uuid.UUID, offers: tuple[uuid.UUID, ...], starts: Moment, ends: Moment, now: Moment
) -> str:
    by = _person(person)
    create_booking.create_booking(_request(by, offers, starts, ends, ""), by=by, now=now)
    return "ok"


def hold(key: str, offers: tuple[uuid.UUID, ...], starts: Moment, ends: Moment, now: Moment) -> str:
    create_booking.hold_booking(_request(None, offers, starts, ends, key), by=None, now=now)
    return "ok"


def confirm(booking: uuid.UUID, person: uuid.UUID, key: str, now: Moment) -> str:
    by = _person(person)
    return confirm_booking.confirm_booking(booking, by=by, now=now, holder_key=key).state


def move(booking: uuid.UUID, person: uuid.UUID, starts: Moment, ends: Moment, now: Moment) -> str:
    move_booking.move_booking(booking, period=Period(starts, ends), by=_person(person), now=now)
    return "ok"


def move_onto(booking: uuid.UUID, person: uuid.UUID, to: uuid.UUID, now: Moment) -> str:
    """To another resource by name, at the same time."""
    row = Booking.objects.get(pk=booking)
    places = {row.claims.get().resource_id: to}
    when = Period(row.starts_at, row.ends_at)
    by = _person(person)
    move_booking.move_booking(booking, period=when, by=by, now=now, places=places)
    return "ok"


def cancel(booking: uuid.UUID, person: uuid.UUID, now: Moment) -> str:
    cancel_booking.cancel_booking(booking, by=_person(person), now=now)
    return "ok"


def decide(booking: uuid.UUID, host: uuid.UUID, yes: bool, now: Moment) -> str:
    by = Person.objects.get(pk=host)
    if yes:
        decide_booking.approve_booking(booking, by=by, now=now)
    else:
        decide_booking.decline_booking(booking, by=by, now=now, reason="non")
    return "ok"


def sweep(now: Moment, linger: float) -> str:
    """Expire what lapsed, and be slow to commit."""
    with transaction.atomic():
        swept = expire_bookings.expire_lapsed(now=now)
        time.sleep(linger)
    return f"swept {swept}"


def keep_locked(resource: uuid.UUID, seconds: float) -> str:
    """Hold the row of a resource, as somebody slow would."""
    with transaction.atomic():
        locks.lock(Resource.objects.filter(pk=resource))
        time.sleep(seconds)
    return "ok"


def hurry(milliseconds: int) -> str:
    """From now on this process waits so long for a lock; 0 is for ever."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, false)", [str(milliseconds)])
    return "ok"


def be_ready() -> str:
    """Connect, and ask once what is asked at every booking."""
    Person.objects.exists()
    assert State.HOLD
    return "ok"


def post(port: int, token: str, path: str, body: dict[str, Any], key: str = "") -> str:
    """One request to the web server, on a connection of its own: status and code."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    client.request("POST", path, json.dumps(body), headers)
    answer = client.getresponse()
    content = json.loads(answer.read())
    client.close()
    return f"{answer.status} {content.get('code') or content.get('state')}"


ACTS: dict[str, Callable[..., str]] = {
    one.__name__: one
    for one in (
        book,
        hold,
        confirm,
        move,
        move_onto,
        cancel,
        decide,
        sweep,
        keep_locked,
        hurry,
        be_ready,
        post,
    )
}
