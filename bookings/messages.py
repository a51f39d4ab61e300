"""What bookings tell the apps to their right (handlers are listed in mnic/wiring.py)."""

import datetime as dt
import uuid
from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChanged(Event):
    """A booking was made (no old state), changed its state, or moved (the same state twice).

    It carries what handlers need, so that none of them has to read the booking again.
    `price_changed` says that `price_cents` is no longer what it was before this change.
    """

    booking_id: uuid.UUID
    old_state: str | None
    new_state: str
    by_id: uuid.UUID | None
    at: dt.datetime
    price_changed: bool
    price_cents: int
    currency: str
    person_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    site_id: uuid.UUID
    channel: str
    starts_at: dt.datetime
