"""Take hold of a booking that stands: lock its resources, then its row; read what it asked for."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.models import Booking
from bookings.permissions import can_see_booking
from bookings.request import BookingRequest, ItemRequest
from bookings.services.take_seats import lock_offers
from core import locks
from core.errors import NotFound
from core.period import Period


def locked_booking(
    booking_id: uuid.UUID, *, by: Person | None, holder_key: str = "", resources: bool
) -> Booking:
    """The booking, locked and fresh; with its offers' resources locked first where they matter.

    Raises NotFound for whoever may not see it.
    """
    if resources:
        offers = Booking.objects.filter(pk=booking_id).values_list("items__offer_id", flat=True)
        lock_offers([offer for offer in offers if offer])
    rows = locks.lock(Booking.objects.filter(pk=booking_id).select_related("site", "person"))
    if not rows or not can_see_booking(by, rows[0], holder_key=holder_key):
        raise NotFound(_("Cette réservation n’existe pas ou plus."))
    return rows[0]


def request_again(
    booking: Booking, *, person: Person | None, period: Period | None = None
) -> BookingRequest:
    """What the booking asks for, as a request: for its own time, or to move to another."""
    return BookingRequest(
        period=period or Period(booking.starts_at, booking.ends_at),
        items=tuple(
            ItemRequest(item.offer_id, item.quantity, item.resource_id)
            for item in booking.items.all()
        ),
        person=person,
        organisation=booking.organisation,
        purpose=booking.purpose,
        party_size=booking.party_size,
        channel=booking.channel,
        holder_key=booking.holder_key,
        moving=booking.pk if period else None,
    )


def still_held(booking: Booking, *, now: dt.datetime) -> bool:
    """Whether the hold has not lapsed."""
    return booking.held_until is not None and booking.held_until > now
