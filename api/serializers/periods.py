"""Periods as they are sent: both ends aware, in order, and not absurdly long."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.fields import Instant
from core.period import Period

LONGEST = dt.timedelta(days=366)


class PeriodSerializer(serializers.Serializer[Any]):
    starts_at = Instant()
    ends_at = Instant()


class PeriodInput(serializers.Serializer[Any]):
    starts_at = Instant()
    ends_at = Instant()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_order("ends_at", attrs["starts_at"], attrs["ends_at"], longest=LONGEST)
        return attrs


def check_order(
    field: str, since: dt.datetime, until: dt.datetime, *, longest: dt.timedelta
) -> None:
    """Refuse, on that field, an end that is not after the start or too far from it."""
    if until <= since:
        raise serializers.ValidationError({field: [_("La fin doit venir après le début.")]})
    if until - since > longest:
        days = _("C’est trop long : %(days)s jours au plus.") % {"days": longest.days}
        raise serializers.ValidationError({field: [days]})


def period_of(given: dict[str, Any]) -> Period:
    return Period(given["starts_at"], given["ends_at"])
