"""What billing does when a booking changes (registered in mnic/wiring.py)."""

from accounts.models import Person
from billing.services import Owed, follow_booking, open_order, void_order
from bookings.messages import BookingChanged
from bookings.states import FREED, State
from core.money import Money


def on_booking_changed(event: BookingChanged) -> None:
    """Confirmed: it owes its price. Moved: the order follows. Freed: nothing is due any more."""
    if event.new_state == State.CONFIRMED:
        if event.old_state == State.CONFIRMED:
            follow_booking(_owed(event), by=_actor(event), now=event.at)
        else:
            open_order(_owed(event), now=event.at)
    elif event.new_state in FREED and event.old_state == State.CONFIRMED:
        void_order(event.booking_id, by=_actor(event), now=event.at)


def _owed(event: BookingChanged) -> Owed:
    return Owed(
        booking_id=event.booking_id,
        person_id=event.person_id,
        organisation_id=event.organisation_id,
        total=Money(event.price_cents, event.currency),
        channel=event.channel,
        due_at=event.starts_at,
    )


def _actor(event: BookingChanged) -> Person | None:
    """Who acted, as the audit wants them: their id is enough, so nothing is read."""
    return Person(pk=event.by_id) if event.by_id else None
