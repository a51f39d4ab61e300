"""Questions about sites, offers and open time."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Person
from core.period import Period, day_of
from spaces.closed import ClosedPeriod, closed_around, closed_in, hours_around
from spaces.models import Feature, Hours, Offer, OfferResource, Place, Resource, Site
from spaces.permissions import visible_offers, visible_sites

# How far ahead the door tells of closures and of the next opening.
AHEAD_MINUTES = 14 * 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """When a site is open on a day, when somebody of the team is beside the machines, and why it
    is shut when a closure or a holiday says so; then what lies two weeks ahead of that day: the
    next opening after now, and the closures."""

    open: tuple[Period, ...]
    attended: tuple[Period, ...]
    closed_reason: str | None
    opens_next: Period | None
    closures: tuple[ClosedPeriod, ...]


def sites_visible_to(person: Person | None) -> QuerySet[Site]:
    return visible_sites(person)


def offers_visible_to(
    person: Person | None,
    *,
    site_id: uuid.UUID | None = None,
    kind: str = "",
    capacity: int | None = None,
    features: Collection[str] = (),
) -> QuerySet[Offer]:
    """Offers with site, policy, active resources and features fetched: 4 queries for any number.

    `capacity`: at least so many people per unit. `features`: codes, all of them on one resource.
    """
    offers = visible_offers(person)
    if site_id is not None:
        offers = offers.filter(site_id=site_id)
    if kind:
        offers = offers.filter(kind=kind)
    if capacity is not None:
        offers = offers.filter(capacity__gte=capacity)
    if features:
        offers = offers.filter(Exists(_members_with(features)))
    return with_details(offers)


def with_details(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """The same offers with all that describes them, at a constant number of queries."""
    resources = Resource.objects.filter(is_active=True).prefetch_related("features")
    return offers.select_related("site", "policy").prefetch_related(
        "policy__audiences", Prefetch("resources", queryset=resources)
    )


def features_of(offer: Offer) -> list[Feature]:
    """Every feature that some active resource of the offer has; needs `with_details`."""
    resources = offer.resources.all()
    found = {feature.code: feature for one in resources for feature in one.features.all()}
    return [found[code] for code in sorted(found)]


def closed_periods(site: Site, since: dt.datetime, until: dt.datetime) -> list[ClosedPeriod]:
    """Why the site is shut between two instants: closures and public holidays, in order."""
    return closed_in([site], Period(since, until))[site.pk]


def today_of(site: Site, now: dt.datetime) -> Today:
    """What the door of the site says today, from midnight to midnight of its clock."""
    return todays_of([site], now)[site.pk]


def todays_of(
    sites: Iterable[Site], now: dt.datetime, *, day: dt.date | None = None
) -> dict[uuid.UUID, Today]:
    """`today_of` for several sites, or the same about another day: as many queries as for one."""
    listed = list(sites)
    days = {site.pk: day_of(day or now.astimezone(site.zone).date(), site.zone) for site in listed}
    if not days:
        return {}
    tell = _teller(listed, days.values(), now)
    return {site_id: tell(site_id, whole_day) for site_id, whole_day in days.items()}


def week_of(site: Site, now: dt.datetime) -> dict[dt.date, Today]:
    """What the door of the site says today and on the six days after: three queries."""
    first = now.astimezone(site.zone).date()
    days = {day: day_of(day, site.zone) for day in (first + dt.timedelta(n) for n in range(7))}
    tell = _teller([site], days.values(), now)
    return {day: tell(site.pk, whole_day) for day, whole_day in days.items()}


def _teller(
    sites: Sequence[Site], days: Collection[Period], now: dt.datetime
) -> Callable[[uuid.UUID, Period], Today]:
    """Reads once what there is to know around these days; answers for one site and one day."""
    first, last = min(day.starts_at for day in days), max(day.ends_at for day in days)
    around = Period(first, last).widened(0, AHEAD_MINUTES)
    hours = hours_around(sites, around)
    opened, attended = hours[Hours.HoursKind.OPENING], hours[Hours.HoursKind.ATTENDED]
    closed = closed_around(sites, around, opened)

    def tell(site_id: uuid.UUID, day: Period) -> Today:
        door = opened.get(site_id, [])
        ahead = day.widened(0, AHEAD_MINUTES)
        reasons = [one.reason for one in closed[site_id] if one.period.overlaps(day)]
        return Today(
            open=tuple(period for period in door if period.overlaps(day)),
            attended=tuple(one for one in attended.get(site_id, ()) if one.overlaps(day)),
            closed_reason=reasons[0] if reasons else None,
            opens_next=next((one for one in sorted(door) if one.starts_at > now), None),
            closures=tuple(one for one in closed[site_id] if one.period.overlaps(ahead)),
        )

    return tell


def places_of(site: Site, person: Person | None) -> list[tuple[Place, list[uuid.UUID]]]:
    """The plan of a site: each place with its resources fetched and the offers found in it that
    this person may see; three queries."""
    places = list(site.places.prefetch_related("resources"))
    pairs = OfferResource.objects.filter(
        offer__in=visible_offers(person), resource__places__site=site, resource__is_active=True
    ).values_list("resource__places", "offer")
    offers: dict[uuid.UUID, set[uuid.UUID]] = {}
    for place_id, offer_id in pairs:
        offers.setdefault(place_id, set()).add(offer_id)
    return [(place, sorted(offers.get(place.pk, ()))) for place in places]


def _members_with(features: Collection[str]) -> QuerySet[OfferResource]:
    members = OfferResource.objects.filter(offer=OuterRef("pk"), resource__is_active=True)
    for code in features:
        members = members.filter(resource__features__code=code)
    return members
