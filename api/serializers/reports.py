"""Reports: how much of the open time was booked, and the bookings behind it."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from api.serializers.periods import PeriodSerializer
from bookings.states import State
from reports.definitions import Cell, Minutes, Occupancy, Row, Week


class MinutesSerializer(serializers.Serializer[Any]):
    open = serializers.IntegerField(help_text="Minutes in which a thing could have been booked.")
    claimed = serializers.IntegerField(help_text="Those of them that were booked.")
    rate = serializers.FloatField(allow_null=True, help_text="claimed over open, from 0 to 1.")
    no_show = serializers.IntegerField(help_text="Open minutes booked by who did not come.")
    outside = serializers.IntegerField(help_text="Booked minutes outside of open hours.")
    buffers = serializers.IntegerField(help_text="Open minutes of set-up and clean-up.")
    blocked = serializers.IntegerField(help_text="Minutes that a block took from the open ones.")
    resources = serializers.IntegerField(help_text="How many things it is about.")


class OccupancyRowSerializer(MinutesSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    site = serializers.UUIDField()
    site_name = serializers.CharField()


class OccupancyCellSerializer(serializers.Serializer[Any]):
    weekday = serializers.IntegerField(help_text="1 is Monday.")
    hour = serializers.IntegerField(help_text="On the clock of the site, 0 to 23.")
    open = serializers.IntegerField()
    claimed = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)


class OccupancyWeekSerializer(serializers.Serializer[Any]):
    monday = serializers.DateField()
    whole = serializers.BooleanField(help_text="false where the period begins or ends within it.")
    open = serializers.IntegerField()
    claimed = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)


class OccupancySerializer(PeriodSerializer):
    totals = MinutesSerializer()
    rows = OccupancyRowSerializer(many=True)
    heat = OccupancyCellSerializer(many=True)
    weeks = OccupancyWeekSerializer(many=True)


class OccupancyBookingSerializer(PeriodSerializer):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=State.choices)
    site_name = serializers.CharField()
    time_zone = serializers.CharField()
    person = serializers.CharField(allow_null=True)
    purpose = serializers.CharField(allow_blank=True)
    offers = serializers.ListField(child=serializers.CharField())
    minutes = serializers.IntegerField(help_text="What it adds to the figure.")


class OccupancyBookingPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    minutes = serializers.IntegerField(help_text="The figure: the sum over all pages.")
    results = OccupancyBookingSerializer(many=True)


def occupancy_json(report: Occupancy, since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    return {
        "starts_at": since.isoformat(),
        "ends_at": until.isoformat(),
        "totals": _minutes(report.totals),
        "rows": [_row(row) for row in report.rows],
        "heat": [_cell(cell) for cell in report.heat],
        "weeks": [_week(week) for week in report.weeks],
    }


def _minutes(minutes: Minutes) -> dict[str, Any]:
    return {
        "open": minutes.open,
        "claimed": minutes.claimed,
        "rate": _rate(minutes.claimed, minutes.open),
        "no_show": minutes.no_show,
        "outside": minutes.outside,
        "buffers": minutes.buffers,
        "blocked": minutes.blocked,
        "resources": minutes.resources,
    }


def _row(row: Row) -> dict[str, Any]:
    named = {"id": row.id, "name": row.name, "site": row.site_id, "site_name": row.site_name}
    return {**named, **_minutes(row.minutes)}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "weekday": cell.weekday,
        "hour": cell.hour,
        "open": cell.open,
        "claimed": cell.claimed,
        "rate": _rate(cell.claimed, cell.open),
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "monday": week.monday.isoformat(),
        "whole": week.whole,
        "open": week.open,
        "claimed": week.claimed,
        "rate": _rate(week.claimed, week.open),
    }


def _rate(claimed: int, opened: int) -> float | None:
    return round(claimed / opened, 4) if opened else None
