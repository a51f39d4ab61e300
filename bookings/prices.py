"""What a request costs: the tariffs of its day, handed to the pure quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bookings.facts import OfferFacts
from bookings.request import BookingRequest
from core.errors import RuleRefused
from memberships.pricing import Price, PricedItem, Quote, in_order, quote


def price_of(request: BookingRequest, facts: Mapping[UUID, OfferFacts]) -> Quote:
    """The quote at the tariffs in force on the day the booking starts, for its audience.

    Raises RuleRefused: "no_tariff" when an offer has no price at all, "not_for_money" when its
    lender forbids to take any.
    """
    items = [
        PricedItem(one.offer_id, offer.name, one.quantity, offer.prices)
        for one in request.items
        for offer in (facts[one.offer_id],)
    ]
    quoted = quote(items, request.period, facts[request.items[0].offer_id].zone)
    _check_lenders(quoted, facts)
    return quoted


def _check_lenders(quoted: Quote, facts: Mapping[UUID, OfferFacts]) -> None:
    """What was lent without the right to earn from it is free, or is not booked."""
    for line in quoted.lines:
        offer = facts[line.offer_id]
        if line.total_cents and any(seat.not_for_money for seat in offer.seats):
            message = _("« %(offer)s » ne peut pas être payant. Demandez à l’accueil.")
            raise RuleRefused(message % {"offer": offer.name}, code="not_for_money")


@dataclass(frozen=True, slots=True)
class OfferPrices:
    """The prices of one offer on one day; `not_for_money`: a lender forbids to take any."""

    prices: tuple[Price, ...]
    not_for_money: bool

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "OfferPrices":
        """From what bookings/sql/alternatives.sql tells of an offer."""
        tariffs = told["tariffs"] or ()
        prices = in_order(Price(unit, cents, Decimal(vat)) for unit, cents, vat in tariffs)
        return cls(prices, told["not_for_money"])


def total_of(
    request: BookingRequest, offers: Mapping[UUID, OfferPrices], zone: ZoneInfo
) -> int | None:
    """The total in cents, or None where `price_of` would refuse."""
    items = [
        PricedItem(one.offer_id, "", one.quantity, offers[one.offer_id].prices)
        for one in request.items
    ]
    try:
        quoted = quote(items, request.period, zone)
    except RuleRefused:
        return None
    paid = {line.offer_id for line in quoted.lines if line.total_cents}
    return None if any(offers[one].not_for_money for one in paid) else quoted.total_cents
