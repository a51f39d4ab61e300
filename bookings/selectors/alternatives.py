"""What is free instead: near times, other offers of the kind, other sites."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bookings.prices import prices_of
from bookings.request import BookingRequest, ItemRequest
from bookings.seating import Free, Want, seat
from core import sql
from core.period import Period
from spaces.models import Offer

STATEMENT = Path(__file__).parents[1] / "sql" / "alternatives.sql"
MOST = 5
NO_GAP = dt.timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One thing that was free a moment ago; `reason` is other_time, other_offer or other_site."""

    request: BookingRequest
    offer: Offer
    reason: str
    price_cents: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    """One proposal; for each of its offers what is free, and whether all of that is taken."""

    reason: str
    offers: list[uuid.UUID]
    quantities: list[int]
    starts_at: dt.datetime
    ends_at: dt.datetime
    free: list[list[str]]
    fixed: list[bool]


def alternatives(request: BookingRequest, *, now: dt.datetime) -> list[Alternative]:
    """Up to five, best first; one statement finds them, two more name and price them."""
    rows = [_Row(*row) for row in sql.rows(STATEMENT, _parameters(request, now))]
    found = [_request(request, row) for row in rows if _can_seat(row)][:MOST]
    offers = _offers({item.offer_id for _, one in found for item in one.items})
    prices = prices_of([one for _, one in found], offers)
    return [
        Alternative(
            request=one, offer=offers[one.items[0].offer_id], reason=reason, price_cents=cents
        )
        for (reason, one), cents in zip(found, prices, strict=True)
    ]


def _parameters(request: BookingRequest, now: dt.datetime) -> dict[str, object]:
    return {
        "offers": request.offer_ids,
        "quantities": [item.quantity for item in request.items],
        "main": request.offer_ids[0],
        "person": request.person.pk if request.person else None,
        "audience": request.audience_id,
        "party": request.party_size,
        "starts_at": request.period.starts_at,
        "ends_at": request.period.ends_at,
        "now": now,
        # Several offers may count on the same resource: then more are looked at than are told.
        "most": MOST if len(set(request.offer_ids)) == 1 else None,
    }


def _can_seat(row: _Row) -> bool:
    """Whether the offers of a bundle can be served together."""
    wants = [
        Want(
            quantity=quantity,
            free=tuple(Free(uuid.UUID(one), NO_GAP) for one in free),
            fixed=tuple(uuid.UUID(one) for one in free) if fixed else (),
        )
        for quantity, free, fixed in zip(row.quantities, row.free, row.fixed, strict=True)
    ]
    return seat(wants) is not None


def _request(asked: BookingRequest, row: _Row) -> tuple[str, BookingRequest]:
    items = tuple(ItemRequest(*pair) for pair in zip(row.offers, row.quantities, strict=True))
    period = Period(row.starts_at, row.ends_at)
    return row.reason, replace(asked, period=period, items=items)


def _offers(ids: set[uuid.UUID]) -> Mapping[uuid.UUID, Offer]:
    return {offer.pk: offer for offer in Offer.objects.filter(pk__in=ids).select_related("site")}
