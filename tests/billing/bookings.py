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


def changed(subject: Booking, old: str | None, new: str, **other: Any) -> BookingChanged:
    """The event that the bookings services publish for this change."""
    told: dict[str, Any] = {
        "booking_id": subject.pk,
        "old_state": old,
        "new_state": new,
        "by_id": subject.person_id,
        "at": NOW,
        "price_changed": False,
        "price_cents": subject.price_cents,
        "currency": subject.currency,
        "person_id": subject.person_id,
        "organisation_id": subject.organisation_id,
        "site_id": subject.site_id,
        "channel": subject.channel,
        "starts_at": subject.starts_at,
    }
    return BookingChanged(**told | other)
