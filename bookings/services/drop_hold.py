"""Let go of the hold that somebody already has, before they take another."""

import datetime as dt

from accounts.models import Person
from bookings.models import Booking
from bookings.services.change_state import change_state
from bookings.states import State
from core import locks


def drop_hold(holder_key: str, *, by: Person | None, now: dt.datetime) -> None:
    """Cancel the holder's standing hold, if there is one: one at a time."""
    standing = Booking.objects.filter(holder_key=holder_key, state=State.HOLD)
    for booking in locks.lock(standing):
        change_state(booking, State.CANCELLED, by=by, now=now)
