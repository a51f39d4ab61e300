"""Offers: what people see, at the caller's prices and with what it asks of the caller."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from accounts.models import Person
from accounts.permissions import is_staff
from api.serializers.money import MoneySerializer, money
from api.serializers.names import NamedSerializer, PicturedSerializer, named
from api.words import rules_text
from core.money import EUR
from equipment.models import Requirement
from equipment.selectors import authorised_categories
from memberships.models import Unit
from memberships.pricing import Price
from memberships.selectors import prices_for
from spaces.models import Kind, Offer, Policy, Resource
from spaces.selectors import features_of

NOTHING = "nothing"
MODES = (NOTHING, *Requirement.Mode.values)


class PolicySerializer(serializers.Serializer[Any]):
    granularity_minutes = serializers.IntegerField()
    min_minutes = serializers.IntegerField()
    max_minutes = serializers.IntegerField()
    span = serializers.ChoiceField(choices=Policy.Span.choices)
    notice_minutes = serializers.IntegerField()
    horizon_days = serializers.IntegerField()
    change_notice_minutes = serializers.IntegerField()
    needs_approval = serializers.BooleanField()
    hold_minutes = serializers.IntegerField()
    max_party_size = serializers.IntegerField(allow_null=True)
    buffer_before_minutes = serializers.IntegerField()
    buffer_after_minutes = serializers.IntegerField()


class RequirementSerializer(serializers.Serializer[Any]):
    mode = serializers.ChoiceField(choices=MODES)
    category = NamedSerializer(allow_null=True)
    met = serializers.BooleanField(allow_null=True)


class OfferPriceSerializer(serializers.Serializer[Any]):
    unit = serializers.ChoiceField(choices=Unit.choices)
    price = MoneySerializer()


class OfferResourceSerializer(NamedSerializer):
    features = serializers.ListField(child=serializers.CharField())


class LenderSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()


class OfferSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    site = serializers.UUIDField()
    site_name = serializers.CharField()
    slug = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    name = serializers.CharField()
    description = serializers.CharField()
    safety = serializers.CharField()
    rules_text = serializers.CharField()
    quantifier = serializers.ChoiceField(choices=Offer.Quantifier.choices)
    size = serializers.IntegerField()
    capacity = serializers.IntegerField(allow_null=True)
    choose_by_name = serializers.BooleanField()
    features = PicturedSerializer(many=True)
    resources = OfferResourceSerializer(many=True, required=False)
    policy = PolicySerializer()
    requirement = RequirementSerializer()
    prices = OfferPriceSerializer(many=True)
    lender = LenderSerializer(allow_null=True)


PLAIN = (
    "id",
    "site_id",
    "slug",
    "kind",
    "name",
    "description",
    "safety",
    "quantifier",
    "capacity",
    "choose_by_name",
)
POLICY = tuple(PolicySerializer().fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known about some offers besides their own rows, asked once for all of them."""

    prices: Mapping[uuid.UUID, tuple[Price, ...]]
    authorised: frozenset[uuid.UUID]
    viewer: Person | None


def for_the_screen(offers: "QuerySet[Offer]") -> "QuerySet[Offer]":
    """The offers with their resources, features, requirement and lender: three statements."""
    resources = Resource.objects.filter(is_active=True)
    described = resources.select_related("machine__agreement__lender").prefetch_related("features")
    return (
        offers.prefetch_related(None)
        .select_related("site", "policy", "requirement__category")
        .prefetch_related(Prefetch("resources", queryset=described))
    )


def around(offers: Sequence[Offer], viewer: Person | None, now: dt.datetime) -> Around:
    """Prices and the viewer's authorisations: two statements at most."""
    audience = viewer.audience_id if viewer else None
    return Around(
        prices=prices_for(offers, audience, now.date()),
        authorised=frozenset(authorised_categories(viewer, now)) if viewer else frozenset(),
        viewer=viewer,
    )


def offer_json(offer: Offer, known: Around) -> dict[str, Any]:
    shape = {name.removesuffix("_id"): getattr(offer, name) for name in PLAIN}
    shape["id"] = offer.pk
    shape |= {
        "site_name": offer.site.name,
        "rules_text": rules_text(offer.policy),
        "size": len(offer.resources.all()),
        "features": [
            {"code": one.code, "name": one.name, "icon": one.code} for one in features_of(offer)
        ],
        "policy": {name: getattr(offer.policy, name) for name in POLICY},
        "requirement": _requirement_json(getattr(offer, "requirement", None), known),
        "prices": [
            {"unit": price.unit, "price": money(price.cents, EUR)}
            for price in known.prices[offer.pk]
        ],
        "lender": _lender_json(offer),
    }
    if offer.choose_by_name or is_staff(known.viewer):
        shape["resources"] = _resources_json(offer)
    return shape


def _requirement_json(asked: Requirement | None, known: Around) -> dict[str, Any]:
    if asked is None:
        return {"mode": NOTHING, "category": None, "met": True}
    met = asked.category_id in known.authorised if known.viewer else None
    return {"mode": asked.mode, "category": named(asked.category), "met": met}


def _lender_json(offer: Offer) -> dict[str, str] | None:
    """Whoever lends a resource of the offer; what is lent together comes from one lender."""
    machines = [getattr(one, "machine", None) for one in offer.resources.all()]
    agreements = [machine.agreement for machine in machines if machine]
    names = [agreement.lender.name for agreement in agreements if agreement]
    return {"name": names[0]} if names else None


def _resources_json(offer: Offer) -> list[dict[str, Any]]:
    return [
        {"id": one.pk, "name": one.name, "features": [has.code for has in one.features.all()]}
        for one in offer.resources.all()
    ]
