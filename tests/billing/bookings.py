"""Bookings and their events, as billing meets them."""

import datetime as dt
from typing import Any

from accounts.models import Organisation, Person
from bookings.messages import BookingChanged
from bookings.models import Booking
from spaces.models import Site
from tests.equipment.cast import NOW

START = NOW + dt.timedelta(days=2)


def booking(
    site: Site,
    person: Person,
    *,
    cents: int = 1000,
    organisation: Organisation | None = None,
    state: str = "confirmed",
) -> Booking:
    return Booking.objects.create(
        site=site,
        person=person,
        organisation=organisation,
        starts_at=START,
        ends_at=START + dt.timedelta(hours=2),
        state=state,
        channel="desk",
        price_cents=cents,
        created_at=NOW,
        changed_at=NOW,
    )


def changed(
    subject: Booking, old: str | None, new: str, *, price_changed: bool = False, **fields: Any
) -> BookingChanged:
    """The event that the bookings services publish for this change."""
    by = fields.pop("by", subject.person)
    for name, value in {"state": new, **fields}.items():
        setattr(subject, name, value)
    return BookingChanged(
        booking=subject, old_state=old, by=by, at=NOW, price_changed=price_changed
    )
