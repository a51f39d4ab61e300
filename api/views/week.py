"""Availability and planning: the text that PostgreSQL made, sent as it is."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Person
from api.auth import viewer_of
from api.endpoint import Endpoint, operation
from api.fields import Choice, Id
from api.finding import get_visible
from api.queries import read_query
from api.replies import reply_text
from api.serializers.planning import AvailabilitySerializer, PlanningSerializer
from api.spans import SpanQuery, span_of
from bookings.selectors.availability import availability_json
from bookings.selectors.planning import planning_json
from core import clock
from spaces.models import Kind
from spaces.permissions import visible_offers
from spaces.selectors import sites_visible_to

LONGEST_AVAILABILITY = dt.timedelta(days=62)
LONGEST_PLANNING = dt.timedelta(days=31, hours=1)  # a month with its 25-hour day


class AvailabilityQuery(SpanQuery):
    """Without a site and an offer: every site of the house."""

    site = Id(required=False)
    offer = Id(required=False)
    kind = Choice(choices=Kind.choices, required=False)


class PlanningQuery(SpanQuery):
    """Without a site: every site of the house."""

    site = Id(required=False)


class AvailabilityView(Endpoint):
    @operation(
        "getAvailability",
        answer=AvailabilitySerializer(many=True),
        query=AvailabilityQuery,
        refuses=(404,),
    )
    def get(self, request: Request) -> HttpResponse:
        asked, viewer = read_query(AvailabilityQuery, request), viewer_of(request)
        zone = _zone_of(asked, viewer)
        since, until = span_of(asked, zone, longest=LONGEST_AVAILABILITY)
        text = availability_json(
            site_id=asked.get("site"),
            offer_ids=[asked["offer"]] if "offer" in asked else None,
            kind=asked.get("kind"),
            since=since,
            until=until,
            now=clock.now(),
            person=viewer,
        )
        return reply_text(text)


class PlanningView(Endpoint):
    @operation("getPlanning", answer=PlanningSerializer, query=PlanningQuery, refuses=(404,))
    def get(self, request: Request) -> HttpResponse:
        asked, viewer = read_query(PlanningQuery, request), viewer_of(request)
        since, until = span_of(asked, _zone_of(asked, viewer), longest=LONGEST_PLANNING)
        text = planning_json(
            site_id=asked.get("site"), since=since, until=until, now=clock.now(), viewer=viewer
        )
        return reply_text(text)


def _zone_of(asked: dict[str, Any], viewer: Person | None) -> ZoneInfo:
    """The clock that bare days are read on: the offer's site's, the site's, or the house's.

    Raises NotFound for an offer or a site that the viewer may not see.
    """
    if "offer" in asked:
        offers = visible_offers(viewer).select_related("site")
        return get_visible(offers, asked["offer"]).site.zone
    if "site" in asked:
        return get_visible(sites_visible_to(viewer), asked["site"]).zone
    return ZoneInfo(settings.TIME_ZONE)
