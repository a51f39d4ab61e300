"""The one writer of a booking's state; the caller holds the row's lock."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from accounts.models import Person
from bookings.errors import WrongState
from bookings.letters.owed import letters_owed
from bookings.messages import BookingChanged
from bookings.models import Booking, Claim
from bookings.states import FREED, LAPSING, State, may_become, standing
from core import audit, events, sql


def change_state(
    booking: Booking,
    target: State,
    *,
    by: Person | None,
    now: dt.datetime,
    reason: str = "",
    **changes: Any,
) -> Booking:
    """Take a locked booking to `target`, free or keep its claims, audit and announce it.

    Raises WrongState when the table of transitions does not allow it; nothing is written then.
    """
    old = booking.state
    if not may_become(old, target):
        raise WrongState(old, target)
    price_before = booking.price_cents
    _write(booking, target, now=now, reason=reason, changes=changes)
    _free_or_keep(booking, was=old)
    act = audit.entry(
        f"booking.{target}", booking, by=by, now=now, changes={"from": old, "fields": [*changes]}
    )
    announce([act], booking, old=old, by=by, now=now, price_before=price_before)
    return booking


def announce(
    rows: Sequence[Model],
    booking: Booking,
    *,
    old: str | None,
    by: Person | None,
    now: dt.datetime,
    price_before: int,
) -> None:
    """Tell the person and the apps to the right, and insert `rows` with theirs; one statement."""
    changed = BookingChanged(
        booking=booking,
        old_state=old,
        by=by,
        at=now,
        price_changed=booking.price_cents != price_before,
    )
    sql.insert_together([*rows, *letters_owed(changed), *events.publish(changed)])


def _write(
    booking: Booking, target: State, *, now: dt.datetime, reason: str, changes: dict[str, Any]
) -> None:
    booking.sequence += standing(booking.state) != standing(target)
    booking.state = target
    booking.changed_at = now
    booking.reason = reason or booking.reason
    for name, value in changes.items():
        setattr(booking, name, value)
    if target not in LAPSING:
        booking.held_until = None
    kept = ["state", "sequence", "changed_at", "reason", "held_until"]
    booking.save(update_fields=[*kept, *changes.keys()])


def _free_or_keep(booking: Booking, *, was: str) -> None:
    """The claims follow the state; whoever comes back from a freed one asks the constraint anew."""
    claims = Claim.objects.filter(booking=booking)
    if booking.state in FREED:
        claims.update(active=False, held_until=None)
    elif was in FREED:
        claims.update(active=True, held_until=None)
    elif booking.state not in LAPSING:
        claims.update(held_until=None)
