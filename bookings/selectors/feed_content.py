"""What a feed tells: one’s own bookings in full, or that something is taken, nothing personal."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from bookings.calendar_files.events import Entry
from bookings.calendar_files.files import publish_file
from bookings.entries import entry_of, link_to, organizer, place_of
from bookings.models import Booking, CalendarFeed, Claim
from bookings.selectors.bookings import with_everything
from bookings.states import FREED, Standing, State
from core.period import Period
from spaces.models import OfferResource, Resource, Site

PAST, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)
CANCELLED_FOR = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FeedContent:
    """The events of a feed, in the language of its person, and what it is called."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def etag(self) -> str:
        """Changes whenever anything that is told does; no file has to be written to know it."""
        return f'"{hashlib.sha256(repr(self).encode()).hexdigest()[:32]}"'

    def as_text(self) -> str:
        return publish_file(self.entries, organizer=organizer(), name=self.name)


def content_of(feed: CalendarFeed, *, now: dt.datetime) -> FeedContent:
    """From 60 days back to 400 ahead, in whole days, so that nothing changes by reading again."""
    today = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    window = Period(today - PAST, today + AHEAD)
    with override(feed.person.language):
        if feed.kind == CalendarFeed.FeedKind.MINE:
            return FeedContent(_("Mes réservations"), tuple(_mine(feed, window, today)))
        if feed.resource:
            name = f"{feed.resource.name} – {feed.resource.site.name}"
            return FeedContent(name, tuple(_taken(feed, window, now)))
        assert feed.site is not None  # feed_kind_has_its_target
        return FeedContent(feed.site.name, tuple(_taken(feed, window, now)))


def _mine(feed: CalendarFeed, window: Period, today: dt.datetime) -> Iterator[Entry]:
    """No hold, which may be gone in minutes; what was cancelled says so for thirty days."""
    stands = ~Q(state__in=FREED) | Q(changed_at__gte=today - CANCELLED_FOR)
    bookings = Booking.objects.filter(
        stands,
        person=feed.person,
        holder_key="",
        ends_at__gt=window.starts_at,
        starts_at__lt=window.ends_at,
    ).exclude(state__in=(State.HOLD, State.EXPIRED))
    for booking in with_everything(bookings).order_by("starts_at", "pk"):
        yield entry_of(booking)


def _taken(feed: CalendarFeed, window: Period, now: dt.datetime) -> Iterator[Entry]:
    """One event for all that one offer of a booking takes at a time, whatever the number."""
    claims = _claims(feed, window, now)
    for _key, group in groupby(claims, key=lambda claim: (claim.period, claim.item_id or claim.pk)):
        yield _busy(list(group), feed)


def _claims(feed: CalendarFeed, window: Period, now: dt.datetime) -> "QuerySet[Claim]":
    """Public feeds show what the public planning shows: nothing of hidden offers alone."""
    claims = Claim.objects.filter(
        Q(held_until=None) | Q(held_until__gt=now), active=True, period__overlap=window.as_range()
    )
    if feed.resource_id:
        claims = claims.filter(resource=feed.resource_id)
    else:
        shown = Resource.objects.filter(site=feed.site_id, is_active=True)
        if not feed.with_names:
            public = OfferResource.objects.filter(resource=OuterRef("pk"), offer__is_public=True)
            shown = shown.filter(Exists(public))
        claims = claims.filter(resource__in=shown)
    related = ("resource__site", "item__offer", "booking", "block")
    people = ("booking__person",) if feed.with_names else ()
    return claims.select_related(*related, *people).order_by("period", "item_id", "pk")


def _busy(claims: list[Claim], feed: CalendarFeed) -> Entry:
    first = claims[0]
    site: Site = first.resource.site
    return Entry(
        uid=f"{_identity(first)}@{settings.CALENDAR_HOST}",
        sequence=first.booking.sequence if first.booking else 0,
        starts_at=first.period.lower,
        ends_at=first.period.upper,
        zone=site.time_zone,
        status=(Standing.TENTATIVE if first.held_until else Standing.CONFIRMED).value,
        changed_at=_changed_at(first),
        summary=_named(claims) if feed.with_names else _unnamed(claims, feed),
        location=place_of(site),
        url=link_to(first.booking) if feed.with_names and first.booking else "",
    )


def _identity(claim: Claim) -> uuid.UUID:
    """The same event at every reading; nothing of the booking can be found by it."""
    return uuid.uuid5(claim.item_id or claim.pk, "taken")


def _changed_at(claim: Claim) -> dt.datetime:
    if claim.booking:
        return claim.booking.changed_at
    assert claim.block is not None  # claim_has_one_cause
    return claim.block.created_at


def _unnamed(claims: list[Claim], feed: CalendarFeed) -> str:
    """« Occupé » of one thing; of a site also what, unless the offer is hidden."""
    item = claims[0].item
    if item is None:
        return _("Indisponible")
    if feed.resource_id or not item.offer.is_public:
        return _("Occupé")
    return _what(claims)


def _named(claims: list[Claim]) -> str:
    first = claims[0]
    if first.booking is None:
        assert first.block is not None  # claim_has_one_cause
        return f"{first.resource.name} – {first.block.get_kind_display()}"
    person = first.booking.person
    return f"{_what(claims)} – {person.name if person else _('Place gardée')}"


def _what(claims: list[Claim]) -> str:
    """« 6 × Tablette »; the whole of a set is one thing."""
    item = claims[0].item
    assert item is not None  # its callers have looked
    several = len(claims) > 1 and item.offer.quantifier == "any"
    return f"{len(claims)} × {item.offer.name}" if several else item.offer.name
