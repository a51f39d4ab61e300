"""Sites: where they are, how to come in, when they are open, and what is where in them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from api.fields import iso
from api.serializers.periods import PeriodSerializer
from core.period import Period
from spaces.models import Kind, Place, Site
from spaces.selectors import Today


class ClosureSerializer(PeriodSerializer):
    reason = serializers.CharField()


class TodaySerializer(serializers.Serializer[Any]):
    open = PeriodSerializer(many=True)
    attended = PeriodSerializer(many=True)
    closed_reason = serializers.CharField(allow_null=True)
    opens_next = PeriodSerializer(
        allow_null=True, help_text="The first opening after now, within two weeks of the day."
    )
    closures = ClosureSerializer(many=True, help_text="That day and in the two weeks after it.")


class SiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    address = serializers.CharField()
    postcode = serializers.CharField()
    city = serializers.CharField()
    country = serializers.CharField()
    time_zone = serializers.CharField()
    telephone = serializers.CharField()
    email = serializers.CharField()
    directions = serializers.CharField()
    accessibility = serializers.CharField()
    today = TodaySerializer()


class DayOfWeekSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    open = PeriodSerializer(many=True)
    attended = PeriodSerializer(many=True)
    closed_reason = serializers.CharField(allow_null=True)


class PlaceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(
        choices=Kind.choices, allow_null=True, help_text="Of what stands in it."
    )
    floor = serializers.IntegerField(help_text="0 is the ground floor.")
    x = serializers.IntegerField(help_text="From the left, of the 100 steps of the plan.")
    y = serializers.IntegerField(help_text="From the top, of the 100 steps of the plan.")
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    offers = serializers.ListField(
        child=serializers.UUIDField(), help_text="What one can book there."
    )


class SiteDetailsSerializer(SiteSerializer):
    week = DayOfWeekSerializer(many=True)
    places = PlaceSerializer(many=True)


PLAIN = (
    "id",
    "slug",
    "name",
    "address",
    "postcode",
    "city",
    "country",
    "time_zone",
    "telephone",
    "email",
    "directions",
    "accessibility",
)
PLACE = ("name", "floor", "x", "y", "width", "height")


def site_json(site: Site, today: Today) -> dict[str, Any]:
    return {
        **{name: getattr(site, name) for name in PLAIN},
        "today": {
            **_hours_json(today),
            "opens_next": period_json(today.opens_next) if today.opens_next else None,
            "closures": [
                {**period_json(one.period), "reason": one.reason} for one in today.closures
            ],
        },
    }


def site_details_json(
    site: Site, week: Mapping[dt.date, Today], places: Iterable[tuple[Place, list[uuid.UUID]]]
) -> dict[str, Any]:
    """The site as in the list, its week from today on, and its plan."""
    days = list(week.values())
    return {
        **site_json(site, days[0]),
        "week": [{"day": day.isoformat(), **_hours_json(told)} for day, told in week.items()],
        "places": [_place_json(place, offers) for place, offers in places],
    }


def _hours_json(told: Today) -> dict[str, Any]:
    return {
        "open": [period_json(period) for period in told.open],
        "attended": [period_json(period) for period in told.attended],
        "closed_reason": told.closed_reason,
    }


def _place_json(place: Place, offers: list[uuid.UUID]) -> dict[str, Any]:
    kinds = [resource.kind for resource in place.resources.all()]
    shape = {name: getattr(place, name) for name in PLACE}
    return {"id": place.pk, **shape, "kind": kinds[0] if kinds else None, "offers": offers}


def period_json(period: Period) -> dict[str, str]:
    return {"starts_at": iso(period.starts_at), "ends_at": iso(period.ends_at)}
