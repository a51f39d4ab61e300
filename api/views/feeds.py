"""Feeds: made, listed and revoked by the person whose they are."""

import uuid

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.finding import find_visible, get_visible
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body
from api.replies import no_content, reply
from api.serializers.feeds import (
    FeedRequestSerializer,
    FeedSerializer,
    NewFeedSerializer,
    feed_json,
)
from bookings.selectors.feeds import feeds_visible_to, resources_fed_to
from bookings.services.feeds import create_feed, revoke_feed
from core import clock
from spaces.selectors import sites_visible_to


class FeedsView(Endpoint):
    @operation("listFeeds", answer=page_of(FeedSerializer), query=PageQuery)
    def get(self, request: Request) -> HttpResponse:
        """One's own feeds that still answer, the newest first."""
        return reply_page(request, feeds_visible_to(viewer_of(request)), feed_json)

    @operation(
        "createFeed",
        answer=NewFeedSerializer,
        status=201,
        body=FeedRequestSerializer,
        refuses=(403, 404, 422),
    )
    def post(self, request: Request) -> HttpResponse:
        """A feed of one's own bookings, of a resource or of a site.

        `with_names` is for staff of the site. The address in `url` is told this once: it is kept
        nowhere, so a lost answer is answered by a new feed (no Idempotency-Key).
        """
        given, by = read_body(FeedRequestSerializer, request), signed_in(request)
        feed, token = create_feed(
            by,
            now=clock.now(),
            resource=find_visible(resources_fed_to(by), given.get("resource")),
            site=find_visible(sites_visible_to(by), given.get("site")),
            with_names=given["with_names"],
        )
        url = request.build_absolute_uri(reverse("ical", args=(token,)))
        return reply({**feed_json(feed), "url": url}, 201)


class FeedView(Endpoint):
    @operation("revokeFeed", answer=None, status=204, refuses=(404,))
    def delete(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """The address answers no more, at once."""
        by = signed_in(request)
        revoke_feed(get_visible(feeds_visible_to(by), key), by=by, now=clock.now())
        return no_content()
