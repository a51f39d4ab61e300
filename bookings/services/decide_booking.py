"""Say yes or no to a booking that asks for the team's approval."""

import datetime as dt
import uuid

from accounts.models import Person
from bookings.errors import NotYours, WrongState
from bookings.models import Booking
from bookings.permissions import can_decide_booking
from bookings.services.change_state import change_state
from bookings.services.find_booking import locked_booking
from bookings.states import State
from core.transactions import atomic_retrying


@atomic_retrying
def approve_booking(booking_id: uuid.UUID, *, by: Person, now: dt.datetime) -> Booking:
    """Confirm a booking that waits. Raises NotFound, NotAllowed, WrongState (over, or decided)."""
    booking = _waiting(booking_id, State.CONFIRMED, by=by, now=now)
    return change_state(booking, State.CONFIRMED, by=by, now=now)


@atomic_retrying
def decline_booking(booking_id: uuid.UUID, *, by: Person, now: dt.datetime, reason: str) -> Booking:
    """Decline a booking that waits, with a reason its person reads; its places are free at once."""
    booking = _waiting(booking_id, State.DECLINED, by=by, now=now)
    return change_state(booking, State.DECLINED, by=by, now=now, reason=reason)


def _waiting(booking_id: uuid.UUID, target: State, *, by: Person, now: dt.datetime) -> Booking:
    booking = locked_booking(booking_id, by=by, resources=False)
    if not can_decide_booking(by, booking):
        raise NotYours
    if booking.state != State.AWAITING_APPROVAL or booking.starts_at <= now:
        raise WrongState(booking.state, target)
    return booking
