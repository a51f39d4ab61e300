"""Availability and planning: the text that PostgreSQL made, sent as it is."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
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
from spaces.models import Kind, Site
from spaces.permissions import visible_offers
from spaces.selectors import sites_visible_to

LONGEST_AVAILABILITY = dt.timedelta(days=62)
LONGEST_PLANNING = dt.timedelta(days=31, hours=1)  # a month with its 25-hour day


class AvailabilityQuery(SpanQuery):
    """At least one of `site` and `offer`."""

    site = Id(required=False)
    offer = Id(required=False)
    kind = Choice(choices=Kind.choices, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "site" not in attrs and "offer" not in attrs:
            raise serializers.ValidationError({"site": [_("Donnez un lieu ou une offre.")]})
        return attrs


class PlanningQuery(SpanQuery):
    site = Id()


class AvailabilityView(Endpoint):
    @operation(
        "getAvailability",
        answer=AvailabilitySerializer(many=True),
        query=AvailabilityQuery,
        refuses=(404,),
    )
    def get(self, request: Request) -> HttpResponse:
        asked, viewer = read_query(AvailabilityQuery, request), viewer_of(request)
        site = _site_of(asked, viewer)
        since, until = span_of(asked, site.zone, longest=LONGEST_AVAILABILITY)
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
        site = get_visible(sites_visible_to(viewer), asked["site"])
        since, until = span_of(asked, site.zone, longest=LONGEST_PLANNING)
        text = planning_json(
            site_id=site.pk, since=since, until=until, now=clock.now(), viewer=viewer
        )
        return reply_text(text)


def _site_of(asked: dict[str, Any], viewer: Person | None) -> Site:
    """The site asked for, or that of the offer; its clock reads bare days. Raises NotFound."""
    if "offer" in asked:
        return get_visible(visible_offers(viewer).select_related("site"), asked["offer"]).site
    return get_visible(sites_visible_to(viewer), asked["site"])
