"""What is free instead: near times, other offers of the kind, other sites."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bookings.prices import prices_of
from bookings.request import BookingRequest, ItemRequest
from core import sql
from core.period import Period
from spaces.models import Offer

STATEMENT = Path(__file__).parents[1] / "sql" / "alternatives.sql"
MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One thing that was free a moment ago; `reason` is other_time, other_offer or other_site."""

    request: BookingRequest
    offer: Offer
    reason: str
    price_cents: int | None


def alternatives(request: BookingRequest, *, now: dt.datetime) -> list[Alternative]:
    """Up to five, best first; one statement finds them, two more name and price them."""
    found = [_request(request, row) for row in sql.rows(STATEMENT, _parameters(request, now))]
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
        "starts_at": request.period.starts_at,
        "ends_at": request.period.ends_at,
        "now": now,
        "most": MOST,
    }


def _request(
    asked: BookingRequest,
    row: tuple[str, list[uuid.UUID], list[int], dt.datetime, dt.datetime],
) -> tuple[str, BookingRequest]:
    reason, offers, quantities, starts_at, ends_at = row
    items = tuple(ItemRequest(*pair) for pair in zip(offers, quantities, strict=True))
    return reason, replace(asked, period=Period(starts_at, ends_at), items=items)


def _offers(ids: set[uuid.UUID]) -> Mapping[uuid.UUID, Offer]:
    return {offer.pk: offer for offer in Offer.objects.filter(pk__in=ids).select_related("site")}
