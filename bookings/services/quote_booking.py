"""What would it cost, is it free, and what else is there: an answer that writes nothing."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Person
from bookings.facts import OfferFacts, facts_of
from bookings.prices import price_of
from bookings.request import BookingRequest
from bookings.rules import Refusal, refusals
from bookings.seating import seat
from bookings.selectors.alternatives import Alternative, alternatives
from bookings.services.checks import check_may_ask, waives
from bookings.services.create_booking import first_state
from bookings.services.take_seats import free_seats
from bookings.states import State
from memberships.pricing import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The house's answer to a question: price, refusals, and what is free instead."""

    quote: Quote
    available: bool
    refusals: tuple[Refusal, ...]
    alternatives: tuple[Alternative, ...]
    needs_approval: bool


def quote_booking(request: BookingRequest, *, by: Person | None, now: dt.datetime) -> Offered:
    """The price of a request and whether it would be accepted now; a booking still decides.

    Raises NotFound for unknown offers, NotAllowed in another's name, RuleRefused("no_tariff").
    """
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    check_may_ask(request, facts, by=by, waive=waive)
    return offered(request, facts, by=by, now=now, waive=waive)


def offered(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    *,
    by: Person | None,
    now: dt.datetime,
    waive: bool,
) -> Offered:
    """The answer to a request that `by` may make. Raises RuleRefused("no_tariff")."""
    quoted = price_of(request, facts)
    refused = tuple(refusals(request, facts.values(), now=now, waive=waive))
    free = not refused and _is_free(request, facts, now=now)
    others = () if free else tuple(alternatives(request, now=now, by=by))
    return Offered(
        quote=quoted,
        available=free,
        refusals=refused,
        alternatives=others,
        needs_approval=first_state(facts, waive=waive) == State.AWAITING_APPROVAL,
    )


def _is_free(
    request: BookingRequest, facts: Mapping[uuid.UUID, OfferFacts], *, now: dt.datetime
) -> bool:
    wants, _ = free_seats(request, facts, now=now)
    return seat(wants) is not None
