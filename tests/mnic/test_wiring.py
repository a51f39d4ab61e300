"""Who answers which event: this list changes with mnic/wiring.py, and only knowingly."""

from billing.handlers import on_booking_changed
from bookings.messages import BookingChanged
from core import events
from mnic.wiring import WIRING


def test_wiring_lists_every_handler_in_its_order() -> None:
    assert dict(WIRING) == {BookingChanged: (on_booking_changed,)}


def test_wiring_is_registered_when_the_house_starts() -> None:
    assert events._handlers == dict(WIRING)
