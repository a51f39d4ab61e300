"""Which app answers which event, in the order of the calls; and who makes which letter."""

from collections.abc import Mapping

from billing.handlers import on_booking_changed
from bookings.letters.making import MAKERS
from bookings.messages import BookingChanged
from core.events import Event, Handler
from notifications.letters import Maker

WIRING: Mapping[type[Event], tuple[Handler, ...]] = {
    BookingChanged: (on_booking_changed,),
}

LETTERS: Mapping[str, Maker] = {**MAKERS}
