"""What a request costs: the tariffs of its day, handed to the pure quote."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from bookings.facts import OfferFacts
from bookings.request import BookingRequest
from core.errors import RuleRefused
from memberships.pricing import Price, PricedItem, Quote, quote
from memberships.selectors import prices_for
from spaces.models import Offer


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


def prices_of(requests: Sequence[BookingRequest], offers: Mapping[UUID, Offer]) -> list[int | None]:
    """The totals in cents of several requests of one person, or None without a tariff.

    The offers come with their sites; the tariffs are those of the earliest request's day.
    """
    if not requests:
        return []
    day = min(_day(one, offers[one.items[0].offer_id]) for one in requests)
    prices = prices_for(offers.values(), requests[0].audience_id, day)
    return [_total(one, offers, prices) for one in requests]


def _total(
    request: BookingRequest,
    offers: Mapping[UUID, Offer],
    prices: Mapping[UUID, tuple[Price, ...]],
) -> int | None:
    try:
        return _quote(request, offers, prices).total_cents
    except RuleRefused:
        return None


def _quote(
    request: BookingRequest,
    offers: Mapping[UUID, Offer],
    prices: Mapping[UUID, tuple[Price, ...]],
) -> Quote:
    items = [
        PricedItem(one.offer_id, offers[one.offer_id].name, one.quantity, prices[one.offer_id])
        for one in request.items
    ]
    return quote(items, request.period, offers[request.items[0].offer_id].site.zone)


def _day(request: BookingRequest, offer: Offer) -> dt.date:
    return request.period.starts_at.astimezone(offer.site.zone).date()
