"""Money as it is sent: whole cents and a currency."""

from typing import Any

from rest_framework import serializers

from core.money import Money


class MoneySerializer(serializers.Serializer[Any]):
    cents = serializers.IntegerField()
    currency = serializers.CharField()


def money(cents: int, currency: str) -> dict[str, Any]:
    return Money(cents, currency).as_json()
