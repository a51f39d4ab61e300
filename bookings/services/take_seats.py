"""Find the resources a booking will claim; the caller holds their locks."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from bookings.errors import PlaceTaken
from bookings.facts import OfferFacts
from bookings.request import BookingRequest
from bookings.rules import Asked, usable_seats
from bookings.seating import Free, Want, seat
from bookings.services.expire_bookings import expire_in_the_way
from core import locks, sql

STATEMENT = Path(__file__).parents[1] / "sql" / "seats.sql"
LOCK = Path(__file__).parents[1] / "sql" / "lock_offers.sql"
NOTHING: frozenset[uuid.UUID] = frozenset()


def lock_offers(offer_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Lock every resource of the offers, in order of id."""
    return locks.lock_ids(LOCK, {"offers": list(set(offer_ids))}, label="spaces.Resource")


def take_seats(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    *,
    now: dt.datetime,
    mine: uuid.UUID | None = None,
    keep: frozenset[uuid.UUID] = NOTHING,
) -> list[list[uuid.UUID]]:
    """The resources of each item, best fit; holds that lapsed and stand in the way are expired.

    `mine` is a booking that moves: its own claims don't count, and its resources (`keep`) are
    preferred. Raises PlaceTaken.
    """
    wants, lapsed = free_seats(request, facts, now=now, mine=mine, keep=keep)
    seated = seat(wants)
    if seated is None:
        raise PlaceTaken(request, now)
    wanted = {resource for resources in seated for resource in resources}
    in_the_way = {booking for key, ids in lapsed.items() if key in wanted for booking in ids}
    if in_the_way and not expire_in_the_way(in_the_way, now=now):
        raise PlaceTaken(request, now)
    return seated


def free_seats(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    *,
    now: dt.datetime,
    mine: uuid.UUID | None = None,
    keep: frozenset[uuid.UUID] = NOTHING,
) -> tuple[list[Want], dict[uuid.UUID, list[uuid.UUID]]]:
    """What is free for each item, in one statement, and which lapsed holds lie on what is free."""
    asked = [Asked(request, item, facts[item.offer_id], now) for item in request.items]
    free: dict[uuid.UUID, list[Free]] = {offer_id: [] for offer_id in facts}
    lapsed: dict[uuid.UUID, list[uuid.UUID]] = {}
    for offer_id, resource_id, taken, stale, gap in _ask(asked, now=now, mine=mine):
        if not taken:
            free[offer_id].append(Free(resource_id, gap))
            lapsed.setdefault(resource_id, []).extend(stale or ())
    return [_want(one, tuple(free[one.facts.id]), keep) for one in asked], lapsed


def _ask(
    asked: Sequence[Asked], *, now: dt.datetime, mine: uuid.UUID | None
) -> list[tuple[uuid.UUID, uuid.UUID, bool, list[uuid.UUID] | None, dt.timedelta]]:
    by_offer = {one.facts.id: one for one in asked}
    rows = [(one, resource.id) for one in by_offer.values() for resource in usable_seats(one)]
    widened = [
        one.request.period.widened(one.facts.buffer_before_minutes, one.facts.buffer_after_minutes)
        for one, _ in rows
    ]
    return sql.rows(
        STATEMENT,
        {
            "offers": [one.facts.id for one, _ in rows],
            "resources": [resource_id for _, resource_id in rows],
            "starts": [period.starts_at for period in widened],
            "ends": [period.ends_at for period in widened],
            "now": now,
            "mine": mine,
        },
    )


def _want(one: Asked, free: tuple[Free, ...], keep: frozenset[uuid.UUID]) -> Want:
    fixed: tuple[uuid.UUID, ...] = ()
    if one.item.resource_id:
        fixed = (one.item.resource_id,)
    elif one.facts.quantifier == "all":
        fixed = tuple(resource.id for resource in one.facts.seats)
    return Want(one.item.quantity, free, fixed, keep)
