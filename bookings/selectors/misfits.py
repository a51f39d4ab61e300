"""Bookings ahead that the house's rules would refuse today, and why: the rules themselves say so.

The rules about the moment of asking (too late, too early, past) are left out: a booking that
stands has been asked for. What is read here beside them: is the site still public, is the offer,
are the places that the booking holds still the offer's, and may they cost what they do?
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bookings.facts import OfferFacts, facts_of
from bookings.models import Booking, BookingItem
from bookings.request import BookingRequest, ItemRequest
from bookings.rules import (
    RULES,
    Asked,
    early_enough,
    ends_ahead,
    late_enough,
    lender_agrees,
    lender_serves,
    not_past,
)
from bookings.selectors.touched import SiteHours, authorised_alone, bookings_ahead
from bookings.touched import Need, OpenTime, fits
from core.period import Period
from spaces.intervals import open_intervals
from spaces.models import Offer

ABOUT_ASKING = frozenset({ends_ahead, not_past, early_enough, late_enough})
ASKED_AGAIN = tuple(rule for rule in RULES if rule not in ABOUT_ASKING)
OF_LENDERS = (lender_agrees, lender_serves)
SITE_CLOSED, HIDDEN, ELSEWHERE, SEAT_GONE = "site_closed", "offer_hidden", "other_site", "seat_gone"
NOT_FOR_MONEY = "not_for_money"


@dataclass(frozen=True, slots=True)
class _House:
    """What holds for every booking that is looked at: facts of offers, and open time."""

    facts: dict[uuid.UUID, OfferFacts]
    hours: SiteHours
    opened: OpenTime
    alone: Collection[tuple[uuid.UUID, uuid.UUID]]
    now: dt.datetime

    @classmethod
    def around(cls, bookings: Sequence[Booking], now: dt.datetime) -> "_House":
        offers = [item.offer for booking in bookings for item in booking.items.all()]
        hours = SiteHours.of([booking.site for booking in bookings])
        ids = {*hours.opening.values(), *hours.attended.values()}
        ids |= {offer.hours_id for offer in offers if offer.hours_id}
        window = Period(
            min(booking.starts_at for booking in bookings),
            max(booking.ends_at for booking in bookings) + dt.timedelta.resolution,
        )
        facts = _facts([offer for offer in offers if offer.site.is_active], now)
        return cls(facts, hours, open_intervals(ids, window), authorised_alone(bookings), now)


def misfits(offer_ids: Collection[uuid.UUID], *, now: dt.datetime) -> dict[Booking, frozenset[str]]:
    """Bookings ahead of these offers, by start, each with the codes of what it breaks today."""
    items = BookingItem.objects.filter(offer_id__in=offer_ids)
    bookings = list(
        bookings_ahead(now)
        .filter(pk__in=items.values("booking"))
        .prefetch_related("items__offer__site", "items__claims")
    )
    if not bookings:
        return {}
    house = _House.around(bookings, now)
    found = {booking: frozenset(_broken(booking, house)) for booking in bookings}
    return {booking: codes for booking, codes in found.items() if codes}


def _facts(offers: Sequence[Offer], now: dt.datetime) -> dict[uuid.UUID, OfferFacts]:
    """What holds for whoever asks; `_as_of` adds what depends on the person and the hours."""
    items = tuple(ItemRequest(offer_id) for offer_id in {offer.pk for offer in offers})
    moment = Period(now, now + dt.timedelta(minutes=1))
    request = BookingRequest(period=moment, items=items, person=None)
    return facts_of(request, now=now) if items else {}


def _broken(booking: Booking, house: _House) -> Iterator[str]:
    request = BookingRequest(
        period=Period(booking.starts_at, booking.ends_at),
        items=(),
        person=booking.person,
        organisation=booking.organisation,
        party_size=booking.party_size,
    )
    for item in booking.items.all():
        facts = house.facts.get(item.offer_id)
        if facts is None:
            yield SITE_CLOSED
            continue
        asked_for = ItemRequest(item.offer_id, item.quantity, item.resource_id)
        asked = Asked(request, asked_for, _as_of(booking, item, facts, house), house.now)
        yield from (refusal.code for rule in ASKED_AGAIN if (refusal := rule(asked)))
        yield from _misplaced(booking, item, asked)


def _as_of(booking: Booking, item: BookingItem, facts: OfferFacts, house: _House) -> OfferFacts:
    """The facts of the offer for this person and these hours."""
    period = Period(booking.starts_at, booking.ends_at)

    def open_for(hours_id: uuid.UUID | None, *, throughout: bool) -> bool:
        if hours_id is None:
            return False
        need = Need(hours_id=hours_id, throughout=throughout)
        return fits(period, need, house.opened.get(hours_id, ()))

    own = item.offer.hours_id or house.hours.opening.get(facts.site_id)
    return replace(
        facts,
        open_throughout=open_for(own, throughout=True),
        open_at_both_ends=open_for(own, throughout=False),
        attended_throughout=open_for(house.hours.attended.get(facts.site_id), throughout=True),
        authorised=(booking.pk, facts.category_id) in house.alone,
    )


def _misplaced(booking: Booking, item: BookingItem, asked: Asked) -> Iterator[str]:
    """Whether the offer is still shown where it was, with the places that the booking holds."""
    facts = asked.facts
    if not facts.is_public:
        yield HIDDEN
    if facts.site_id != booking.site_id:
        yield ELSEWHERE
    held = {claim.resource_id for claim in item.claims.all() if claim.active}
    seats = {seat.id for seat in facts.seats}
    whole = seats if facts.quantifier == Offer.Quantifier.ALL else held
    if held - seats or whole != held:
        yield SEAT_GONE
    if _costs(booking, item) and any(seat.not_for_money for seat in facts.seats):
        yield NOT_FOR_MONEY
    lent = {seat.id for seat in facts.seats if seat.since or seat.audiences}
    for seat in held & lent:
        named = replace(asked, item=ItemRequest(item.offer_id, 1, seat))
        yield from (refusal.code for rule in OF_LENDERS if (refusal := rule(named)))


def _costs(booking: Booking, item: BookingItem) -> bool:
    lines = booking.price_snapshot.get("lines", ())
    return any(line["offer"] == str(item.offer_id) and line["total_cents"] for line in lines)
