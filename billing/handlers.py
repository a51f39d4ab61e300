"""What billing does when a booking changes (registered in mnic/wiring.py)."""

from collections.abc import Sequence

from django.db.models import Model

from billing.services import follow_booking, open_order, void_order
from bookings.messages import BookingChanged
from bookings.states import FREED, State


def on_booking_changed(event: BookingChanged) -> Sequence[Model]:
    """Confirmed: it owes its price. Moved: the order follows. Freed: nothing is due any more."""
    if event.booking.state == State.CONFIRMED:
        if event.old_state == State.CONFIRMED:
            return follow_booking(event.booking, by=event.by, now=event.at)
        return open_order(event.booking, now=event.at)
    if event.booking.state in FREED and event.old_state == State.CONFIRMED:
        return void_order(event.booking, by=event.by, now=event.at)
    return ()
