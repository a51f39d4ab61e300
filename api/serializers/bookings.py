"""Bookings, quotes and what people ask for."""

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Person
from accounts.permissions import is_staff
from api.fields import Choice, Flag, Id, Instant, Text, Whole, iso, iso_or_none
from api.serializers.money import MoneySerializer, money
from api.serializers.names import NamedSerializer, named
from api.serializers.periods import PeriodInput, PeriodSerializer
from billing.models import Order
from billing.permissions import can_settle_order
from bookings.models import Booking, BookingItem, Channel
from bookings.permissions import allowed_actions
from bookings.selectors.alternatives import Alternative
from bookings.states import State
from core.money import EUR
from memberships.models import Unit

MOST_ITEMS = 20
MOST_PLACES = 500
ACTIONS = ("confirm", "extend-hold", "move", "cancel", "approve", "decline", "settle")
REASONS = ("other_time", "other_offer", "other_site")


class ItemInputSerializer(serializers.Serializer[Any]):
    offer = Id()
    quantity = Whole(min_value=1, max_value=500, default=1)
    resource = Id(required=False, allow_null=True)


class QuoteRequestSerializer(PeriodInput):
    items = serializers.ListField(child=ItemInputSerializer(), min_length=1, max_length=MOST_ITEMS)
    party_size = Whole(min_value=1, max_value=10_000, default=1)
    for_person = Id(required=False, allow_null=True)
    organisation = Id(required=False, allow_null=True)


class BookingRequestSerializer(QuoteRequestSerializer):
    purpose = Text(max_length=200, allow_blank=True, default="")
    hold = Flag(default=False)
    channel = Choice(choices=Channel.choices, required=False)


class PlaceChangeSerializer(serializers.Serializer[Any]):
    """Another resource of the same offer; `from` is a word of Python, so it is declared by name."""

    def get_fields(self) -> dict[str, Any]:
        return {"from": Id(), "to": Id()}


class MoveSerializer(PeriodInput):
    """To another time; `resources` also says which of the booking's are to be others."""

    resources = serializers.ListField(
        child=PlaceChangeSerializer(), required=False, max_length=MOST_PLACES
    )

    def validate_resources(self, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for end in ("from", "to"):
            if len({one[end] for one in given}) < len(given):
                raise serializers.ValidationError(_("Chaque place une seule fois, svp."))
        return given


def places_of(given: dict[str, Any]) -> dict[uuid.UUID, uuid.UUID]:
    """Which resources are to be others: from → to."""
    return {one["from"]: one["to"] for one in given.get("resources", ())}


class ReasonSerializer(serializers.Serializer[Any]):
    reason = Text(max_length=500, allow_blank=True, default="")


class DeclineSerializer(serializers.Serializer[Any]):
    reason = Text(max_length=500)


class QuoteLineSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # the contract's name, see ErrorSerializer
    quantity = serializers.CharField()
    unit = serializers.ChoiceField(choices=Unit.choices)
    unit_price = MoneySerializer()
    total = MoneySerializer()
    offer = serializers.UUIDField()


class VatSerializer(serializers.Serializer[Any]):
    rate = serializers.CharField()
    amount = MoneySerializer()


class RefusalSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()
    details = serializers.DictField()


class AlternativeItemSerializer(serializers.Serializer[Any]):
    offer = serializers.UUIDField()
    quantity = serializers.IntegerField()


class AlternativeSerializer(PeriodSerializer):
    items = AlternativeItemSerializer(many=True)
    offer_name = serializers.CharField()
    site = serializers.UUIDField()
    site_name = serializers.CharField()
    reason = serializers.ChoiceField(choices=REASONS)
    price = MoneySerializer()


class QuoteSerializer(serializers.Serializer[Any]):
    total = MoneySerializer()
    lines = QuoteLineSerializer(many=True)
    vat = VatSerializer(many=True)
    available = serializers.BooleanField()
    refusals = RefusalSerializer(many=True)
    alternatives = AlternativeSerializer(many=True)
    needs_approval = serializers.BooleanField()
    button = serializers.CharField()


class BookingPersonSerializer(NamedSerializer):
    """Whose it is; the number is for staff, who may have to call."""

    telephone = serializers.CharField(required=False)


class BookingItemSerializer(serializers.Serializer[Any]):
    offer = serializers.UUIDField()
    offer_name = serializers.CharField()
    kind = serializers.CharField()
    quantity = serializers.IntegerField()
    resources = NamedSerializer(many=True)


class BookingSiteSerializer(NamedSerializer):
    time_zone = serializers.CharField()
    telephone = serializers.CharField()


class BookingOrderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Order.OrderState.choices)
    total = MoneySerializer()
    due_at = Instant(allow_null=True)


class BookingSerializer(PeriodSerializer):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=State.choices)
    site = BookingSiteSerializer()
    items = BookingItemSerializer(many=True)
    purpose = serializers.CharField()
    party_size = serializers.IntegerField()
    person = BookingPersonSerializer(allow_null=True)
    organisation = NamedSerializer(allow_null=True)
    booked_by = NamedSerializer(allow_null=True)
    channel = serializers.ChoiceField(choices=Channel.choices)
    price = MoneySerializer()
    price_lines = QuoteLineSerializer(many=True)
    order = BookingOrderSerializer(allow_null=True)
    held_until = Instant(allow_null=True)
    hold_extended = serializers.BooleanField()
    reason = serializers.CharField()
    created_at = Instant()
    actions = serializers.ListField(child=serializers.ChoiceField(choices=ACTIONS))


def booking_json(
    booking: Booking, viewer: Person | None, *, now: dt.datetime, holder_key: str = ""
) -> dict[str, Any]:
    """A booking as its viewer may know it; asks nothing that was fetched with it."""
    order = _order_of(booking)
    return {
        "id": booking.pk,
        "state": booking.state,
        "starts_at": iso(booking.starts_at),
        "ends_at": iso(booking.ends_at),
        "site": _site_json(booking),
        "items": [_item_json(item) for item in booking.items.all()],
        "purpose": booking.purpose,
        "party_size": booking.party_size,
        "person": _person_json(booking.person, viewer),
        "organisation": named(booking.organisation),
        "booked_by": named(booking.booked_by),
        "channel": booking.channel,
        "price": money(booking.price_cents, booking.currency),
        "price_lines": snapshot_lines(booking.price_snapshot, booking.currency),
        "order": _order_json(order),
        "held_until": iso_or_none(booking.held_until),
        "hold_extended": booking.hold_extended,
        "reason": booking.reason,
        "created_at": iso(booking.created_at),
        "actions": _actions(booking, order, viewer, now=now, holder_key=holder_key),
    }


def alternative_json(other: Alternative) -> dict[str, Any]:
    request = other.request
    return {
        "starts_at": iso(request.period.starts_at),
        "ends_at": iso(request.period.ends_at),
        "items": [
            {"offer": str(item.offer_id), "quantity": item.quantity} for item in request.items
        ],
        "offer_name": other.offer_name,
        "site": str(other.site_id),
        "site_name": other.site_name,
        "reason": other.reason,
        "price": money(other.price_cents, EUR),
    }


def _site_json(booking: Booking) -> dict[str, Any]:
    site = booking.site
    return {
        "id": site.pk,
        "name": site.name,
        "time_zone": site.time_zone,
        "telephone": site.telephone,
    }


def _person_json(person: Person | None, viewer: Person | None) -> dict[str, Any] | None:
    if person is None or not is_staff(viewer):
        return named(person)
    return {"id": person.pk, "name": person.name, "telephone": person.telephone}


def _item_json(item: BookingItem) -> dict[str, Any]:
    """Which resources is said only once it is promised: a place in a pool may still change."""
    offer = item.offer
    return {
        "offer": offer.pk,
        "offer_name": offer.name,
        "kind": offer.kind,
        "quantity": item.quantity,
        "resources": [named(claim.resource) for claim in item.claims.all() if claim.pinned],
    }


def snapshot_lines(snapshot: dict[str, Any], currency: str) -> list[dict[str, Any]]:
    """The lines of memberships.pricing.snapshot, as the API writes them."""
    return [
        {
            "label": line["label"],
            "quantity": line["quantity"],
            "unit": line["unit"],
            "unit_price": money(line["unit_cents"], currency),
            "total": money(line["total_cents"], currency),
            "offer": line["offer"],
        }
        for line in snapshot.get("lines", ())
    ]


def _order_of(booking: Booking) -> Order | None:
    """What the booking owes, if anything; what is free never owed."""
    return getattr(booking, "order", None) if booking.price_cents else None


def _order_json(order: Order | None) -> dict[str, Any] | None:
    if order is None:
        return None
    return {
        "id": order.pk,
        "state": order.state,
        "total": money(order.total_cents, order.currency),
        "due_at": iso(order.due_at),
    }


def _actions(
    booking: Booking,
    order: Order | None,
    viewer: Person | None,
    *,
    now: dt.datetime,
    holder_key: str,
) -> list[str]:
    actions = allowed_actions(booking, viewer, now=now, holder_key=holder_key)
    if order is not None and order.state == Order.OrderState.DUE:
        order.booking = booking
        actions += ["settle"] * can_settle_order(viewer, order)
    return actions
