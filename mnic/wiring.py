"""Which app answers which event: the whole page, in the order in which handlers are called."""

from collections.abc import Mapping

from billing.handlers import on_booking_changed
from bookings.messages import BookingChanged
from core.events import Event, Handler

WIRING: Mapping[type[Event], tuple[Handler, ...]] = {
    BookingChanged: (on_booking_changed,),
}
