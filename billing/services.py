"""The one writer of orders: opened, followed, made void, settled.

A settled order is never changed: where its booking costs something else afterwards, the audit
says so (`order.differs`) and a human decides. What follows a booking returns the rows that it adds,
to be inserted together with the booking's own (core/events.py).
"""

import datetime as dt

from django.db import transaction
from django.db.models import Model

from accounts.models import Person
from billing import errors
from billing.models import Order
from billing.permissions import can_settle_order
from bookings.models import Booking
from core import audit, locks
from core.transactions import atomic_retrying

State = Order.OrderState


def open_order(booking: Booking, *, now: dt.datetime) -> list[Model]:
    """A booking with a price owes it from its confirmation on. A free one owes nothing.

    The booking's own act in the audit says who confirmed.
    """
    if booking.price_cents == 0:
        return []
    order = Order(
        booking=booking,
        person_id=booking.person_id,
        organisation_id=booking.organisation_id,
        total_cents=booking.price_cents,
        currency=booking.currency,
        channel=booking.channel,
        due_at=booking.starts_at,
        created_at=now,
    )
    return [order]


@transaction.atomic
def follow_booking(booking: Booking, *, by: Person | None, now: dt.datetime) -> list[Model]:
    """A confirmed booking was moved: what it owes follows, unless it is settled already."""
    order = _lock_of(booking)
    if order is None:
        return open_order(booking, now=now)
    if order.state == State.SETTLED:
        return _difference(order, booking.price_cents, by=by, now=now)
    return _rewrite(order, booking, by=by, now=now)


@transaction.atomic
def void_order(booking: Booking, *, by: Person | None, now: dt.datetime) -> list[Model]:
    """The booking will not take place: nothing is due any more. A settled order stays, noted."""
    order = _lock_of(booking)
    if order is not None and order.state == State.SETTLED:
        return _difference(order, 0, by=by, now=now)
    if order is None or order.state != State.DUE:
        return []
    order.state = State.VOID
    order.save(update_fields=("state",))
    return [audit.entry("order.voided", order, by=by, now=now)]


@atomic_retrying
def settle_order(order: Order, *, by: Person, note: str, now: dt.datetime) -> Order:
    """Staff say that the order was paid, and how, in a note.

    Raises NotAllowed; Malformed without a note; Conflict "order_not_due" when settled or void.
    """
    (owed,) = locks.lock(Order.objects.select_related("booking").filter(pk=order.pk))
    if not can_settle_order(by, owed):
        raise errors.not_at_this_till()
    if not note.strip():
        raise errors.note_missing()
    if owed.state != State.DUE:
        raise errors.not_due(owed.state)
    owed.state, owed.settled_at, owed.settled_by, owed.note = State.SETTLED, now, by, note.strip()
    owed.save(update_fields=("state", "settled_at", "settled_by", "note"))
    audit.record("order.settled", owed, by=by, now=now)
    return owed


def _lock_of(booking: Booking) -> Order | None:
    return next(iter(locks.lock(Order.objects.filter(booking=booking))), None)


def _rewrite(order: Order, booking: Booking, *, by: Person | None, now: dt.datetime) -> list[Model]:
    wanted: dict[str, object] = {"state": State.VOID, "due_at": booking.starts_at}
    if booking.price_cents:
        wanted |= {"state": State.DUE, "total_cents": booking.price_cents}
    changed = [field for field, value in wanted.items() if getattr(order, field) != value]
    if not changed:
        return []
    for field in changed:
        setattr(order, field, wanted[field])
    order.save(update_fields=changed)
    return [audit.entry("order.followed", order, by=by, now=now, changes={"fields": changed})]


def _difference(order: Order, cents: int, *, by: Person | None, now: dt.datetime) -> list[Model]:
    if cents == order.total_cents:
        return []
    changes = {"total_cents": order.total_cents, "price_cents": cents}
    return [audit.entry("order.differs", order, by=by, now=now, changes=changes)]
