"""The places that a visitor has not lost yet."""

import datetime as dt

from bookings.models import Booking
from bookings.states import State


def find_hold(holder_key: str, *, now: dt.datetime) -> Booking | None:
    """What this session keeps, the longest kept first, with its site and what it is of."""
    if not holder_key:
        return None
    held = Booking.objects.filter(
        person=None, holder_key=holder_key, state=State.HOLD, held_until__gt=now
    )
    with_names = held.select_related("site").prefetch_related("items__offer")
    return with_names.order_by("-held_until").first()
