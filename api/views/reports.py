"""Occupancy for staff: the report, as a table to keep, and the bookings behind each figure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation
from api.fields import Choice, Id
from api.pagination import PageQuery, page_json
from api.queries import read_query
from api.replies import reply
from api.serializers.reports import (
    OccupancyBookingPageSerializer,
    OccupancySerializer,
    occupancy_json,
)
from api.spans import SpanQuery, span_of
from api.spreadsheets import Cell, reply_csv
from reports.definitions import LONGEST, By, Figure, Minutes, Occupancy
from reports.selectors.behind import Question, bookings_behind
from reports.selectors.occupancy import occupancy
from reports.selectors.sites import sites_to_report
from spaces.models import Site

Span = tuple[dt.datetime, dt.datetime]
FORMATS = (("json", "json"), ("csv", "csv"))
SECOND = dt.timedelta(seconds=1)


class OccupancyQuery(SpanQuery):
    """Without a site: every site of which the caller may read reports."""

    site = Id(required=False)
    by = Choice(choices=[(by.value, by.value) for by in By], default=By.SITE.value)
    format = Choice(choices=FORMATS, required=False, help_text="Or Accept: text/csv.")


class OccupancyBookingsQuery(SpanQuery, PageQuery):
    """As narrow as the figure is; without a site: as in the report."""

    site = Id(required=False)
    figure = Choice(
        choices=[(figure.value, figure.value) for figure in Figure], default=Figure.CLAIMED.value
    )
    offer = Id(required=False)
    resource = Id(required=False)
    weekday = serializers.IntegerField(
        min_value=1, max_value=7, required=False, help_text="1 is Monday."
    )
    hour = serializers.IntegerField(min_value=0, max_value=23, required=False)


class OccupancyView(Endpoint):
    @operation(
        "getOccupancy",
        answer=OccupancySerializer,
        query=OccupancyQuery,
        refuses=(404,),
        as_csv=True,
    )
    def get(self, request: Request) -> HttpResponse:
        """How much of the open time was booked; docs/reports.md says what each figure means."""
        asked = read_query(OccupancyQuery, request)
        sites = sites_to_report(viewer_of(request), asked.get("site"))
        since, until = span = span_of(asked, _zone(asked, sites), longest=LONGEST)
        by = By(asked["by"])
        report = occupancy(site_ids=[site.pk for site in sites], since=since, until=until, by=by)
        if _wants_csv(asked, request):
            return reply_csv(_file_name(asked, sites, span), _table(report, by))
        return reply(occupancy_json(report, since, until))


class OccupancyBookingsView(Endpoint):
    @operation(
        "listOccupancyBookings",
        answer=OccupancyBookingPageSerializer,
        query=OccupancyBookingsQuery,
        refuses=(404,),
    )
    def get(self, request: Request) -> HttpResponse:
        """The bookings behind a figure of the report; their minutes add up to it."""
        asked = read_query(OccupancyBookingsQuery, request)
        sites = sites_to_report(viewer_of(request), asked.get("site"))
        since, until = span_of(asked, _zone(asked, sites), longest=LONGEST)
        question = Question(
            site_ids=[site.pk for site in sites],
            since=since,
            until=until,
            figure=Figure(asked["figure"]),
            offer_id=asked.get("offer"),
            resource_id=asked.get("resource"),
            weekday=asked.get("weekday"),
            hour=asked.get("hour"),
        )
        page, size = asked["page"], asked["page_size"]
        found = bookings_behind(question, first=(page - 1) * size, most=size)
        told = page_json(request, found.results, page=page, size=size, count=found.count)
        return reply({**told, "minutes": found.minutes})


def _zone(asked: dict[str, Any], sites: Sequence[Site]) -> ZoneInfo:
    """The clock that bare days are read on: the site's asked for, else the house's."""
    return sites[0].zone if "site" in asked else ZoneInfo(settings.TIME_ZONE)


def _wants_csv(asked: dict[str, Any], request: Request) -> bool:
    wanted = asked.get("format")
    accepted = request.headers.get("Accept", "")
    return wanted == "csv" or (wanted is None and accepted.startswith("text/csv"))


def _file_name(asked: dict[str, Any], sites: Sequence[Site], span: Span) -> str:
    """The first and the last day, both included, and the site when it is one."""
    zone = _zone(asked, sites)
    first, last = span[0].astimezone(zone).date(), (span[1] - SECOND).astimezone(zone).date()
    place = [slugify(sites[0].name)] if "site" in asked else []
    return "-".join([_("occupation"), *place, f"{first}_{last}.csv"])


def _table(report: Occupancy, by: By) -> Iterator[list[Cell]]:
    what = {By.SITE: _("Lieu"), By.OFFER: _("Offre"), By.RESOURCE: _("Place ou machine")}[by]
    place = [] if by == By.SITE else [_("Lieu")]
    yield [
        *place,
        what,
        _("Taux (%)"),
        _("Réservé (min)"),
        _("Ouvert (min)"),
        _("Absences (min)"),
        _("Hors horaires (min)"),
        _("Préparation et remise en état (min)"),
        _("Bloqué (min)"),
        _("Places et machines"),
    ]
    for row in report.rows:
        yield [*([row.site_name] if place else []), row.name, *_numbers(row.minutes)]
    yield [*([""] if place else []), _("Total"), *_numbers(report.totals)]


def _numbers(minutes: Minutes) -> list[Cell]:
    return [
        None if minutes.rate is None else round(minutes.rate * 100, 1),
        minutes.claimed,
        minutes.open,
        minutes.no_show,
        minutes.outside,
        minutes.buffers,
        minutes.blocked,
        minutes.resources,
    ]
