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
BUNDLES = STATEMENT.with_name("bundle_seats.sql")
MOST = 5
NO_GAP = dt.timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One thing that was free a moment ago; `reason` is other_time, other_offer or other_site."""

    request: BookingRequest
    offer: Offer
    reason: str
    price_cents: int | None


def alternatives(request: BookingRequest, *, now: dt.datetime) -> list[Alternative]:
    """Up to five, best first; one statement finds them, two more name and price them.

    A bundle of several offers takes one more, to see whether they can be seated together.
    """
    rows = sql.rows(STATEMENT, _parameters(request, now))
    found = _seatable([_request(request, row) for row in rows], now)[:MOST]
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


def _request(
    asked: BookingRequest,
    row: tuple[str, list[uuid.UUID], list[int], dt.datetime, dt.datetime],
) -> tuple[str, BookingRequest]:
    reason, offers, quantities, starts_at, ends_at = row
    items = tuple(ItemRequest(*pair) for pair in zip(offers, quantities, strict=True))
    return reason, replace(asked, period=Period(starts_at, ends_at), items=items)


def _seatable(
    found: list[tuple[str, BookingRequest]], now: dt.datetime
) -> list[tuple[str, BookingRequest]]:
    """Those whose offers have seats together: several of them may count on the same resource."""
    if not found or len(found[0][1].items) == 1:
        return found
    first = found[0][1]
    parameters = {
        "offers": first.offer_ids,
        "starts": [one.period.starts_at for _, one in found],
        "ends": [one.period.ends_at for _, one in found],
        "audience": first.audience_id,
        "now": now,
    }
    free: list[dict[uuid.UUID, tuple[bool, list[uuid.UUID]]]] = [{} for _ in found]
    for place, offer_id, whole, resources in sql.rows(BUNDLES, parameters):
        free[place - 1][offer_id] = (whole, resources)
    return [one for one, pools in zip(found, free, strict=True) if _can_seat(one[1], pools)]


def _can_seat(
    request: BookingRequest, pools: Mapping[uuid.UUID, tuple[bool, list[uuid.UUID]]]
) -> bool:
    wants = []
    for item in request.items:
        whole, resources = pools[item.offer_id]
        free = tuple(Free(one, NO_GAP) for one in resources)
        wants.append(Want(item.quantity, free, fixed=tuple(resources) if whole else ()))
    return seat(wants) is not None


def _offers(ids: set[uuid.UUID]) -> Mapping[uuid.UUID, Offer]:
    return {offer.pk: offer for offer in Offer.objects.filter(pk__in=ids).select_related("site")}
