"""What a request costs: the tariffs of its day, handed to the pure quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bookings.facts import OfferFacts
from bookings.request import BookingRequest
from core.errors import RuleRefused
from memberships.pricing import Price, PricedItem, Quote, quote, read_prices


@dataclass(frozen=True, slots=True)
class OfferPrices:
    """The prices of one offer on one day; `not_for_money`: a lender forbids to take any."""

    prices: tuple[Price, ...]
    not_for_money: bool
    name: str = ""

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "OfferPrices":
        """From what bookings/sql/alternatives.sql tells of an offer, which is not its name."""
        return cls(read_prices(told["tariffs"] or ()), told["not_for_money"])

    @classmethod
    def of(cls, facts: OfferFacts) -> "OfferPrices":
        not_for_money = any(seat.not_for_money for seat in facts.seats)
        return cls(facts.prices, not_for_money, facts.name)


def price_of(request: BookingRequest, facts: Mapping[UUID, OfferFacts]) -> Quote:
    """The quote at the tariffs in force on the day the booking starts, for its audience.

    Raises RuleRefused: "no_tariff" when an offer has no price at all, "not_for_money" when its
    lender forbids to take any.
    """
    offers = {offer_id: OfferPrices.of(offer) for offer_id, offer in facts.items()}
    return _quote(request, offers, facts[request.items[0].offer_id].zone)


def total_of(
    request: BookingRequest, offers: Mapping[UUID, OfferPrices], zone: ZoneInfo
) -> int | None:
    """The total in cents, or None where `price_of` would refuse."""
    try:
        return _quote(request, offers, zone).total_cents
    except RuleRefused:
        return None


def _quote(request: BookingRequest, offers: Mapping[UUID, OfferPrices], zone: ZoneInfo) -> Quote:
    items = [
        PricedItem(
            one.offer_id, offers[one.offer_id].name, one.quantity, offers[one.offer_id].prices
        )
        for one in request.items
    ]
    quoted = quote(items, request.period, zone)
    _check_lenders(quoted, offers)
    return quoted


def _check_lenders(quoted: Quote, offers: Mapping[UUID, OfferPrices]) -> None:
    """What was lent without the right to earn from it is free, or is not booked."""
    for line in quoted.lines:
        offer = offers[line.offer_id]
        if line.total_cents and offer.not_for_money:
            message = _("« %(offer)s » ne peut pas être payant. Demandez à l’accueil.")
            raise RuleRefused(message % {"offer": offer.name}, code="not_for_money")
