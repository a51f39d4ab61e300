"""Strict fields: what JSON Schema says of a value is what is accepted, no friendly guessing."""

import datetime as dt
import re
import uuid
from collections.abc import Collection
from typing import Any

from django.core.validators import RegexValidator
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

EARLIEST, LATEST = 2000, 2100
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")
NOT_A_TIME = _("Donnez une date et une heure avec leur décalage, comme 2026-12-08T14:00:00+01:00.")
NOT_IN_RANGE = _("Donnez une date entre 2000 et 2100.")


class Text(serializers.CharField):
    """A JSON string; no number in disguise, no NUL, no lone surrogate, not only blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not self.allow_blank:
            blank = self.error_messages["blank"]
            self.validators.append(RegexValidator(r"\S", message=blank))

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON whole number."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class Flag(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of the listed strings."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        value: str = super().to_internal_value(data)
        return value


class Id(serializers.UUIDField):
    """A UUID in its usual writing."""

    def to_internal_value(self, data: Any) -> uuid.UUID:
        if not isinstance(data, str) or len(data) != 36:
            self.fail("invalid", value=data)
        value: uuid.UUID = super().to_internal_value(data)
        return value


@extend_schema_field({"type": "string", "format": "date-time"})
class Instant(serializers.Field[dt.datetime, str, str, Any]):
    """An aware moment of this century."""

    default_error_messages = {"invalid": NOT_A_TIME, "range": NOT_IN_RANGE}

    def to_internal_value(self, data: str) -> dt.datetime:
        moment = _datetime(data)
        if moment is None or moment.tzinfo is None:
            self.fail("invalid")
        if not EARLIEST <= moment.year < LATEST:
            self.fail("range")
        return moment.astimezone(dt.UTC)

    def to_representation(self, value: dt.datetime) -> str:
        return iso(value)


@extend_schema_field({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]})
class DayOrInstant(Instant):
    """A moment, or a day that begins when it does on the walls of the site."""

    def to_internal_value(self, data: str) -> Any:
        day = _date(data)
        if day is None:
            return super().to_internal_value(data)
        if not EARLIEST <= day.year < LATEST:
            self.fail("range")
        return day


@extend_schema_field({"type": "string", "format": "date"})
class Day(serializers.DateField):
    """A day of the calendar, written as ISO 8601 does."""

    default_error_messages = {"range": NOT_IN_RANGE}

    def to_internal_value(self, data: Any) -> dt.date:
        day = _date(data)
        if day is None:
            self.fail("invalid", format="YYYY-MM-DD")
        if not EARLIEST <= day.year < LATEST:
            self.fail("range")
        return day


def _datetime(data: object) -> dt.datetime | None:
    try:
        # A "+" that was not escaped in an address arrives as a space.
        return parse_datetime(_LOST_PLUS.sub(r"+\1", data)) if isinstance(data, str) else None
    except ValueError:
        return None


def _date(data: object) -> dt.date | None:
    try:
        return parse_date(data) if isinstance(data, str) and len(data) == 10 else None
    except ValueError:
        return None


def iso(moment: dt.datetime) -> str:
    """ISO 8601 in UTC with its offset written out."""
    return moment.astimezone(dt.UTC).isoformat()


def iso_or_none(moment: dt.datetime | None) -> str | None:
    return None if moment is None else iso(moment)


@extend_schema_field({"type": "boolean"})
class QueryFlag(serializers.Field[bool, str, bool, Any]):
    """true or false, as an address writes them."""

    default_error_messages = {"invalid": _("Écrivez true ou false.")}

    def to_internal_value(self, data: str) -> bool:
        if data not in ("true", "false"):
            self.fail("invalid")
        return data == "true"


class ChoiceList(serializers.Field[list[str], str, str, Any]):
    """One or several of the listed words, separated by commas."""

    default_error_messages = {"invalid": _("« {input} » n’est pas dans la liste.")}

    def __init__(self, *, values: Collection[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = tuple(values)
        one = "|".join(self.values)
        set_override(self, "field", {"type": "string", "pattern": f"^({one})(,({one}))*$"})

    def to_internal_value(self, data: str) -> list[str]:
        words = data.split(",")
        for word in words:
            if word not in self.values:
                self.fail("invalid", input=word)
        return words
