"""The bookings ahead that stand on open time which a change has taken away."""

import datetime as dt
import uuid
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bookings.models import Booking, BookingItem
from bookings.states import UPCOMING, State
from bookings.touched import Need, OpenTime, is_touched
from core.period import Period
from equipment.models import Authorisation, Requirement
from spaces.intervals import default_hours
from spaces.models import Hours, Policy, Site

STANDING = (*UPCOMING, State.CHECKED_IN)


def find_touched(
    sites: Sequence[Site], *, after: OpenTime, lost: OpenTime, now: dt.datetime
) -> list[Booking]:
    """Bookings not yet over that fitted before and do not now, by start."""
    stretches = [period for periods in lost.values() for period in periods]
    if not stretches:
        return []
    near = list(_near([site.pk for site in sites], stretches, now))
    hours = SiteHours.of(sites)
    authorised = authorised_alone(near)
    return [
        booking
        for booking in near
        if is_touched(
            Period(booking.starts_at, booking.ends_at),
            _needs(booking, hours, authorised),
            after=after,
            lost=lost,
        )
    ]


def _near(
    site_ids: Sequence[uuid.UUID], stretches: Sequence[Period], now: dt.datetime
) -> QuerySet[Booking]:
    first = min(period.starts_at for period in stretches)
    last = max(period.ends_at for period in stretches)
    return (
        bookings_ahead(now)
        .filter(site_id__in=site_ids, starts_at__lt=last, ends_at__gte=first)
        .prefetch_related("items__offer__policy", "items__offer__requirement")
    )


def bookings_ahead(now: dt.datetime) -> QuerySet[Booking]:
    """What stands and is not over, with everybody that staff would have to call."""
    return (
        Booking.objects.filter(state__in=STANDING, ends_at__gt=now)
        .filter(Q(held_until__isnull=True) | Q(held_until__gt=now))
        .select_related("site", "person", "organisation")
    )


@dataclass(frozen=True, slots=True)
class SiteHours:
    """The default opening and attended hours of each site."""

    opening: Mapping[uuid.UUID, uuid.UUID]
    attended: Mapping[uuid.UUID, uuid.UUID]

    @classmethod
    def of(cls, sites: Sequence[Site]) -> "SiteHours":
        ids = [site.pk for site in sites]
        kinds = Hours.HoursKind
        return cls(default_hours(ids, kinds.OPENING), default_hours(ids, kinds.ATTENDED))


def _needs(
    booking: Booking, hours: SiteHours, authorised: Container[tuple[uuid.UUID, uuid.UUID]]
) -> Iterator[Need]:
    """Open hours for every item, and a manager's presence where one must stand by."""
    for item in booking.items.all():
        own = item.offer.hours_id or hours.opening.get(booking.site_id)
        throughout = item.offer.policy.span == Policy.Span.OPEN_THROUGHOUT
        if own is not None:
            yield Need(hours_id=own, throughout=throughout)
        attended = hours.attended.get(booking.site_id)
        if attended is not None and _must_be_accompanied(booking, item, authorised):
            yield Need(hours_id=attended, throughout=True)


def _must_be_accompanied(
    booking: Booking, item: BookingItem, authorised: Container[tuple[uuid.UUID, uuid.UUID]]
) -> bool:
    requirement: Requirement | None = getattr(item.offer, "requirement", None)
    if requirement is None or requirement.mode != Requirement.Mode.ACCOMPANIED:
        return False
    return (booking.pk, requirement.category_id) not in authorised


def authorised_alone(bookings: Sequence[Booking]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Each (booking, category) whose person may work alone until the end of the booking."""
    rows = Authorisation.objects.filter(
        person_id__in={booking.person_id for booking in bookings}, revoked_at__isnull=True
    )
    held = [(row.person_id, row.category_id, row.valid_until) for row in rows]
    return {
        (booking.pk, category_id)
        for booking in bookings
        for person_id, category_id, until in held
        if person_id == booking.person_id and (until is None or until >= booking.ends_at)
    }
