"""What bookings tell the apps to their right (handlers are listed in mnic/wiring.py)."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Person
from bookings.models import Booking
from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChanged(Event):
    """A booking was made (no old state), changed its state, or moved (the same state twice).

    It carries the booking as it now is, so that no handler has to read it again.
    `price_changed` says that its price is no longer what it was before this change.
    """

    booking: Booking
    old_state: str | None
    by: Person | None
    at: dt.datetime
    price_changed: bool
