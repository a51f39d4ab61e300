"""Shapes that many nouns use: money, periods, names, errors."""

from typing import Any

from rest_framework import serializers

from api.fields import Instant
from core.money import Money


class MoneySerializer(serializers.Serializer[Any]):
    cents = serializers.IntegerField()
    currency = serializers.CharField()


class PeriodSerializer(serializers.Serializer[Any]):
    starts_at = Instant()
    ends_at = Instant()


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CodedSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class PicturedSerializer(CodedSerializer):
    icon = serializers.CharField()


class ErrorSerializer(serializers.Serializer[Any]):
    """Every refusal: a stable code, a sentence in the caller's language, and what it is about."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]  # the contract's name; a class attribute here is only declared, then taken away
    details = serializers.DictField()


class NothingSerializer(serializers.Serializer[Any]):
    """An empty object."""


def money(cents: int, currency: str) -> dict[str, Any]:
    return Money(cents, currency).as_json()


def named(thing: Any) -> dict[str, Any] | None:
    """{"id", "name"} of something that has both; None stays None."""
    return None if thing is None else {"id": thing.pk, "name": thing.name}
