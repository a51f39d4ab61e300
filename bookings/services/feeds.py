"""Make a feed and its secret address, note that it is read, revoke it."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import NotYours
from bookings.models import CalendarFeed
from bookings.permissions import can_feed_names
from bookings.selectors.feeds import feeds_visible_to, hash_of
from core import audit, locks
from core.errors import RuleRefused
from spaces.models import Resource, Site

Kind = CalendarFeed.FeedKind
MOST_FEEDS = 20
# Programmes read every quarter of an hour; the owner only wants to know that they do.
NOTED_EVERY = dt.timedelta(hours=1)


@transaction.atomic
def create_feed(
    person: Person,
    *,
    now: dt.datetime,
    resource: Resource | None = None,
    site: Site | None = None,
    with_names: bool = False,
) -> tuple[CalendarFeed, str]:
    """A feed of the person's own bookings, or of what is taken of a resource or of a whole site.

    With its token, which is shown this once. Raises NotAllowed for names that the person may not
    read, RuleRefused("too_many_feeds").
    """
    site_id = resource.site_id if resource else site.pk if site else None
    if with_names and (site_id is None or not can_feed_names(person, site_id)):
        raise NotYours
    locks.lock(Person.objects.filter(pk=person.pk))
    if feeds_visible_to(person).count() >= MOST_FEEDS:
        message = _("Vous avez déjà 20 liens d’agenda. Supprimez-en un.")
        raise RuleRefused(message, code="too_many_feeds")
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        person=person,
        kind=Kind.RESOURCE if resource else Kind.SITE if site else Kind.MINE,
        resource=resource,
        site=site,
        with_names=with_names,
        token_hash=hash_of(token),
        created_at=now,
    )
    audit.record("feed.created", feed, by=person, now=now, changes={"kind": feed.kind})
    return feed, token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: Person, now: dt.datetime) -> None:
    """The address answers no more, at once; a second time changes nothing. Raises NotAllowed."""
    if feed.person_id != by.pk:
        raise NotYours
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now):
        audit.record("feed.revoked", feed, by=by, now=now)


def note_read(feed: CalendarFeed, *, now: dt.datetime) -> None:
    """Remember that it was read, at most once an hour."""
    if feed.last_read_at is None or feed.last_read_at <= now - NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
