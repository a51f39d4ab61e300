"""Find the resources a booking will claim; the caller holds their locks."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from bookings.errors import PlaceTaken
from bookings.facts import OfferFacts, SeatFacts
from bookings.request import BookingRequest
from bookings.rules import Asked, usable_seats
from bookings.seating import Free, Want, seat
from bookings.services.expire_bookings import expire_in_the_way
from core import locks

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
    keep: frozenset[uuid.UUID] = NOTHING,
) -> list[list[uuid.UUID]]:
    """The resources of each item, best fit; holds that lapsed and stand in the way are expired.

    The resources in `keep` are preferred. Raises PlaceTaken.
    """
    wants, lapsed = free_seats(request, facts, now=now, keep=keep)
    seated = seat(wants)
    if seated is None:
        raise PlaceTaken(request, now)
    wanted = {resource for resources in seated for resource in resources}
    in_the_way = {booking for one in lapsed if one.id in wanted for booking in one.lapsed}
    if in_the_way and not expire_in_the_way(in_the_way, now=now):
        raise PlaceTaken(request, now)
    return seated


def free_seats(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    *,
    now: dt.datetime,
    keep: frozenset[uuid.UUID] = NOTHING,
) -> tuple[list[Want], list[SeatFacts]]:
    """What is free for each item, and those of the free seats on which lapsed holds lie."""
    asked = [Asked(request, item, facts[item.offer_id], now) for item in request.items]
    free = [[place for place in usable_seats(one) if not place.taken] for one in asked]
    wants = [_want(one, places, keep) for one, places in zip(asked, free, strict=True)]
    return wants, [place for places in free for place in places if place.lapsed]


def _want(one: Asked, places: Sequence[SeatFacts], keep: frozenset[uuid.UUID]) -> Want:
    fixed = one.item.fixed
    if one.facts.quantifier == "all":
        fixed = tuple(resource.id for resource in one.facts.seats)
    free = tuple(Free(place.id, place.gap) for place in places)
    return Want(one.item.quantity, free, fixed, keep)
