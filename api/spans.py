"""The stretch of time that a list or a calendar is asked for: `from` and `to`."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from rest_framework import serializers

from accounts.models import Person
from api.fields import DayOrInstant
from api.finding import get_visible
from api.serializers.periods import check_order
from spaces.selectors import sites_visible_to

FROM_HELP = "A moment with its offset, or a day (which begins at midnight in the site's zone)."
TO_HELP = "As `from`; not included."


class SpanQuery(serializers.Serializer[Any]):
    """Both ends are asked for; `from` is a word of Python, so it is declared by name."""

    ends_required = True

    def get_fields(self) -> dict[str, Any]:
        required = self.ends_required
        return {
            "from": DayOrInstant(required=required, help_text=FROM_HELP),
            "to": DayOrInstant(required=required, help_text=TO_HELP),
            **super().get_fields(),
        }


class OpenSpanQuery(SpanQuery):
    """Either end may be left out."""

    ends_required = False


def span_of(
    asked: dict[str, Any], zone: ZoneInfo, *, longest: dt.timedelta
) -> tuple[dt.datetime, dt.datetime]:
    """Both ends as moments. Raises ValidationError on `to` when reversed or too far apart."""
    since, until = _moment(asked["from"], zone), _moment(asked["to"], zone)
    check_order("to", since, until, longest=longest)
    return since, until


def end_of_span(asked: dict[str, Any], name: str, zone: ZoneInfo) -> dt.datetime | None:
    """One end that may have been left out."""
    return _moment(asked[name], zone) if name in asked else None


def zone_of(asked: dict[str, Any], viewer: Person | None) -> ZoneInfo:
    """The clock that bare days are read on: the site's asked for, else the house's."""
    bare = any(type(asked.get(name)) is dt.date for name in ("from", "to"))
    if bare and "site" in asked:
        return get_visible(sites_visible_to(viewer), asked["site"]).zone
    return ZoneInfo(settings.TIME_ZONE)


def _moment(end: dt.datetime | dt.date, zone: ZoneInfo) -> dt.datetime:
    if isinstance(end, dt.datetime):
        return end
    return dt.datetime.combine(end, dt.time(), zone).astimezone(dt.UTC)
