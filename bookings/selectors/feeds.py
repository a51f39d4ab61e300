"""Whose feeds are whose, which of them still answer, and what they may be made for."""

import hashlib

from django.db.models import QuerySet

from accounts.models import Person
from bookings.models import CalendarFeed
from bookings.permissions import can_feed_names
from spaces.models import Resource
from spaces.permissions import visible_offers
from spaces.selectors import sites_visible_to

Kind = CalendarFeed.FeedKind


def feeds_visible_to(viewer: Person | None) -> "QuerySet[CalendarFeed]":
    """One's own that still stand; nobody sees another's."""
    if viewer is None:
        return CalendarFeed.objects.none()
    feeds = CalendarFeed.objects.filter(person=viewer, revoked_at=None)
    return feeds.select_related("resource__site", "site")


def resources_fed_to(viewer: Person | None) -> "QuerySet[Resource]":
    """What the planning shows this person: active, and in some offer that they see."""
    offered = visible_offers(viewer).values("members__resource")
    return Resource.objects.filter(pk__in=offered, is_active=True)


def find_feed(token: str) -> CalendarFeed | None:
    """The feed with this secret, if it stands and its person may still read what it tells.

    An unknown and a revoked one cost the same one look into an index.
    """
    rows = CalendarFeed.objects.filter(
        token_hash=hash_of(token), revoked_at=None, person__is_active=True
    )
    feed = rows.select_related("person", "resource__site", "site").first()
    return feed if feed is not None and _may_still_be_read(feed) else None


def hash_of(token: str) -> str:
    """SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def _may_still_be_read(feed: CalendarFeed) -> bool:
    """Roles end, sites and things leave the house; names end with the role that showed them."""
    if feed.kind == Kind.MINE:
        return True
    site_id = feed.resource.site_id if feed.resource else feed.site_id
    assert site_id is not None  # feed_kind_has_its_target
    if feed.with_names:
        return can_feed_names(feed.person, site_id)
    if feed.resource:
        return resources_fed_to(feed.person).filter(pk=feed.resource.pk).exists()
    return sites_visible_to(feed.person).filter(pk=site_id).exists()
