"""Orders: what is owed."""

from typing import Any

from rest_framework import serializers

from api.fields import Instant, Text, iso, iso_or_none
from api.serializers.money import MoneySerializer, money
from api.serializers.names import NamedSerializer, named
from billing.models import Order
from bookings.models import Channel


class SettleSerializer(serializers.Serializer[Any]):
    note = Text(max_length=500)


class OrderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    booking = serializers.UUIDField()
    person = NamedSerializer(allow_null=True)
    organisation = NamedSerializer(allow_null=True)
    total = MoneySerializer()
    channel = serializers.ChoiceField(choices=Channel.choices)
    state = serializers.ChoiceField(choices=Order.OrderState.choices)
    due_at = Instant()
    settled_at = Instant(allow_null=True)
    settled_by = NamedSerializer(allow_null=True)
    note = serializers.CharField()


def order_json(order: Order) -> dict[str, Any]:
    return {
        "id": order.pk,
        "booking": order.booking_id,
        "person": named(order.person),
        "organisation": named(order.organisation),
        "total": money(order.total_cents, order.currency),
        "channel": order.channel,
        "state": order.state,
        "due_at": iso(order.due_at),
        "settled_at": iso_or_none(order.settled_at),
        "settled_by": named(order.settled_by),
        "note": order.note,
    }
