"""Which bookings and blocks a person may see: the queryset twins of bookings/permissions.py."""

import uuid

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.permissions import is_staff, managed_organisations
from bookings.models import Block, Booking, BookingItem, Claim
from core.errors import NotFound


def bookings_visible_to(viewer: Person | None, *, holder_key: str = "") -> "QuerySet[Booking]":
    """Own, the managed organisations', or all for staff; the twin of can_see_booking."""
    if is_staff(viewer):
        return Booking.objects.all()
    mine = Q(person__isnull=True, holder_key=holder_key) if holder_key else Q(pk__in=())
    if viewer is not None:
        mine |= Q(person=viewer)
        mine |= Q(organisation__in=managed_organisations(viewer))
    return Booking.objects.filter(mine)


def with_everything(bookings: "QuerySet[Booking]") -> "QuerySet[Booking]":
    """The same bookings with all that a screen shows, in three statements for any number."""
    claims = Claim.objects.select_related("resource").order_by("resource__position")
    items = BookingItem.objects.select_related("offer").prefetch_related(
        Prefetch("claims", queryset=claims)
    )
    return bookings.select_related("site", "person", "organisation", "booked_by").prefetch_related(
        Prefetch("items", queryset=items)
    )


def get_visible_booking(
    booking_id: uuid.UUID, viewer: Person | None, *, holder_key: str = ""
) -> Booking:
    """One booking with everything. Raises NotFound for whoever may not see it."""
    visible = bookings_visible_to(viewer, holder_key=holder_key).filter(pk=booking_id)
    booking = with_everything(visible).first()
    if booking is None:
        raise NotFound(_("Cette réservation n’existe pas ou plus."))
    return booking


def blocks_visible_to(viewer: Person | None) -> "QuerySet[Block]":
    """All for staff, none for others."""
    return Block.objects.all() if is_staff(viewer) else Block.objects.none()
