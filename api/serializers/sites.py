"""Sites: where they are, how to come in, and whether they are open today or on another day."""

from typing import Any

from rest_framework import serializers

from api.fields import iso
from api.serializers.periods import PeriodSerializer
from core.period import Period
from spaces.models import Site
from spaces.selectors import Today


class TodaySerializer(serializers.Serializer[Any]):
    open = PeriodSerializer(many=True)
    attended = PeriodSerializer(many=True)
    closed_reason = serializers.CharField(allow_null=True)


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


def site_json(site: Site, today: Today) -> dict[str, Any]:
    return {
        **{name: getattr(site, name) for name in PLAIN},
        "today": {
            "open": [period_json(period) for period in today.open],
            "attended": [period_json(period) for period in today.attended],
            "closed_reason": today.closed_reason,
        },
    }


def period_json(period: Period) -> dict[str, str]:
    return {"starts_at": iso(period.starts_at), "ends_at": iso(period.ends_at)}
