"""What is free instead: near times, other offers of the kind, other sites."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Person
from accounts.permissions import staffed_sites
from bookings.permissions import DESK
from bookings.prices import OfferPrices, total_of
from bookings.request import BookingRequest, ItemRequest
from bookings.seating import Free, Want, seat
from core import sql
from core.period import Period
from core.translation import spoken

STATEMENT = Path(__file__).parents[1] / "sql" / "alternatives.sql"
BUNDLES = STATEMENT.with_name("bundle_seats.sql")
MOST = 5
NO_GAP = dt.timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One thing that was free a moment ago; `reason` is other_time, other_offer or other_site."""

    request: BookingRequest
    reason: str
    offer_name: str
    site_id: uuid.UUID
    site_name: str
    price_cents: int

    @property
    def offer_id(self) -> uuid.UUID:
        """The first of its offers."""
        return self.request.offer_ids[0]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the statement; without an offer it is another time for what was asked."""

    reason: str
    offer_id: uuid.UUID | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    name_fr: str
    name_en: str
    site_id: uuid.UUID
    site_name_fr: str
    site_name_en: str
    time_zone: str
    prices: Mapping[str, Mapping[str, Any]]


def alternatives(
    request: BookingRequest, *, now: dt.datetime, by: Person | None
) -> list[Alternative]:
    """Up to five that `by` could book now, best first; for a move, other times alone.

    One statement finds and prices them. A bundle of several offers takes one more, to see whether
    they can be seated together.
    """
    rows = sql.rows(STATEMENT, _parameters(request, now, by))
    proposed = [_alternative(request, _Found(*row)) for row in rows]
    return _seatable([one for one in proposed if one is not None], now)[:MOST]


def _parameters(request: BookingRequest, now: dt.datetime, by: Person | None) -> dict[str, object]:
    is_bundle = len(set(request.offer_ids)) > 1
    sites = _sites(request, by)
    return {
        "offers": request.offer_ids,
        "quantities": [item.quantity for item in request.items],
        "named": [_only(item) if request.moving else None for item in request.items],
        "main": request.offer_ids[0],
        "elsewhere": not is_bundle and request.moving is None,
        "sites": None if sites is None else list(sites),
        "person": request.person.pk if request.person else None,
        "audience": request.audience_id,
        "party": request.party_size,
        "starts_at": request.period.starts_at,
        "ends_at": request.period.ends_at,
        "now": now,
        "mine": request.moving,
        # Several offers may count on the same resource: then more are looked at than are told.
        "most": MOST if _is_told_at_once(_items(request, None)) else None,
    }


def _sites(request: BookingRequest, by: Person | None) -> frozenset[uuid.UUID] | None:
    """Where `by` may ask for other offers: at any site, but for somebody else only at their own."""
    return staffed_sites(by, DESK) if request.asks_as_staff(by) else None


def _alternative(request: BookingRequest, found: _Found) -> Alternative | None:
    """The row as something to ask for; None where its price would be refused."""
    other = replace(
        request,
        period=Period(found.starts_at, found.ends_at),
        items=_items(request, found.offer_id),
    )
    prices = {uuid.UUID(key): OfferPrices.read(value) for key, value in found.prices.items()}
    cents = total_of(other, prices, ZoneInfo(found.time_zone))
    if cents is None:
        return None
    return Alternative(
        request=other,
        reason=found.reason,
        offer_name=spoken(found.name_fr, found.name_en),
        site_id=found.site_id,
        site_name=spoken(found.site_name_fr, found.site_name_en),
        price_cents=cents,
    )


def _items(request: BookingRequest, offer_id: uuid.UUID | None) -> tuple[ItemRequest, ...]:
    """What moves stays as it is; for a new booking any resource will do, chosen by name or not."""
    if request.moving:
        return request.items
    quantities = Counter[uuid.UUID]()
    for item in request.items:
        quantities[offer_id or item.offer_id] += item.quantity
    return tuple(ItemRequest(one, quantity) for one, quantity in quantities.items())


def _only(item: ItemRequest) -> uuid.UUID | None:
    """The resource of an item that can have no other."""
    return item.fixed[0] if item.fixed and item.quantity == 1 else None


def _is_told_at_once(items: Sequence[ItemRequest]) -> bool:
    """Whether to count what is free says all: one item, of which any will do or only one."""
    return len(items) == 1 and (items[0].quantity == 1 or not items[0].fixed)


def _seatable(found: list[Alternative], now: dt.datetime) -> list[Alternative]:
    """Those whose items have seats together: several of them may count on the same resource."""
    if not found or _is_told_at_once(found[0].request.items):
        return found
    first = found[0].request
    parameters = {
        "offers": list(set(first.offer_ids)),
        "starts": [one.request.period.starts_at for one in found],
        "ends": [one.request.period.ends_at for one in found],
        "audience": first.audience_id,
        "now": now,
        "mine": first.moving,
    }
    free: list[dict[uuid.UUID, tuple[bool, list[uuid.UUID]]]] = [{} for _ in found]
    for place, offer_id, whole, resources in sql.rows(BUNDLES, parameters):
        free[place - 1][offer_id] = (whole, resources)
    return [one for one, pools in zip(found, free, strict=True) if _can_seat(one.request, pools)]


def _can_seat(
    request: BookingRequest, pools: Mapping[uuid.UUID, tuple[bool, list[uuid.UUID]]]
) -> bool:
    wants = []
    for item in request.items:
        whole, resources = pools[item.offer_id]
        free = tuple(Free(one, NO_GAP) for one in resources)
        fixed = tuple(resources) if whole else item.fixed
        wants.append(Want(item.quantity, free, fixed=fixed))
    return seat(wants) is not None
