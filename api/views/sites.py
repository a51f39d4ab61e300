"""Sites."""

import uuid
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Day
from api.finding import get_visible
from api.pagination import PageQuery, reply_rows
from api.queries import read_query
from api.replies import reply
from api.serializers.sites import (
    SiteDetailsSerializer,
    SiteSerializer,
    site_details_json,
    site_json,
)
from core import clock
from spaces.models import Site
from spaces.selectors import places_of, sites_visible_to, todays_of, week_of


class SitesQuery(PageQuery):
    """With a day, `today` tells that day on the clock of each site."""

    day = Day(required=False)


class SitesView(Endpoint):
    @operation("listSites", answer=page_of(SiteSerializer), query=SitesQuery)
    def get(self, request: Request) -> HttpResponse:
        day = read_query(SitesQuery, request).get("day")

        def shaped(sites: list[Site]) -> list[dict[str, Any]]:
            todays = todays_of(sites, clock.now(), day=day)
            return [site_json(site, todays[site.pk]) for site in sites]

        return reply_rows(request, sites_visible_to(viewer_of(request)), shaped)


class SiteView(Endpoint):
    @operation("getSite", answer=SiteDetailsSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """One site with the hours of its week and its plan."""
        viewer = viewer_of(request)
        site = get_visible(sites_visible_to(viewer), key)
        return reply(site_details_json(site, week_of(site, clock.now()), places_of(site, viewer)))
