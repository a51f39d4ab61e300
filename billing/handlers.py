"""What billing does when a booking changes (registered in mnic/wiring.py)."""

from billing.services import follow_booking, open_order, void_order
from bookings.messages import BookingChanged
from bookings.states import FREED, State


def on_booking_changed(event: BookingChanged) -> None:
    """Confirmed: it owes its price. Moved: the order follows. Freed: nothing is due any more."""
    if event.booking.state == State.CONFIRMED:
        if event.old_state == State.CONFIRMED:
            follow_booking(event.booking, by=event.by, now=event.at)
        else:
            open_order(event.booking, now=event.at)
    elif event.booking.state in FREED and event.old_state == State.CONFIRMED:
        void_order(event.booking, by=event.by, now=event.at)
