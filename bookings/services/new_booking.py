"""The rows of a new booking: itself, its items, its claims, its act in the audit."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.age import age_band
from accounts.models import Answer, Person
from bookings.facts import OfferFacts
from bookings.models import Booking, BookingItem, Claim
from bookings.request import BookingRequest, ItemRequest
from bookings.states import State
from core import audit
from core.period import Period
from memberships.pricing import Quote, snapshot
from spaces.models import Resource

TERMS_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What was decided of a request: its state, its price, and the resources of each item."""

    state: State
    quoted: Quote
    seated: list[list[uuid.UUID]]


def new_booking(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    granted: Granted,
    *,
    by: Person | None,
    now: dt.datetime,
) -> tuple[Booking, list[models.Model]]:
    """The booking, and the rows to insert: it, its items, one active claim a resource, its act.

    The items and claims are left on the booking as if they had been read with it.
    """
    booking = _booking(request, facts, granted, by=by, now=now)
    items = [_item(booking, one, facts[one.offer_id]) for one in request.items]
    claims = [
        _claim(booking, item, resource_id, facts[item.offer_id])
        for item, resources in zip(items, granted.seated, strict=True)
        for resource_id in resources
    ]
    act = audit.entry(f"booking.{granted.state}", booking, by=by, now=now)
    _remember(booking, items, claims)
    return booking, [booking, *items, *claims, act]


def _booking(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    granted: Granted,
    *,
    by: Person | None,
    now: dt.datetime,
) -> Booking:
    """The booking's row, with the snapshots of this day: price, audience, age band, commune."""
    first, held = facts[request.items[0].offer_id], granted.state == State.HOLD
    return Booking(
        site=first.as_site(),
        person=request.person,
        organisation=request.organisation,
        booked_by=by,
        holder_key=request.holder_key if held else "",
        starts_at=request.period.starts_at,
        ends_at=request.period.ends_at,
        state=granted.state,
        held_until=end_of_hold(facts, now=now) if held else None,
        purpose=request.purpose,
        party_size=request.party_size,
        channel=request.channel,
        terms_version=TERMS_VERSION,
        created_at=now,
        changed_at=now,
        **price_fields(granted.quoted),
        **person_fields(request.person, first, on=now.astimezone(first.zone).date()),
    )


def end_of_hold(facts: Mapping[uuid.UUID, OfferFacts], *, now: dt.datetime) -> dt.datetime:
    """As long as the strictest of the policies keeps a place."""
    return now + dt.timedelta(minutes=min(offer.hold_minutes for offer in facts.values()))


def price_fields(quoted: Quote) -> dict[str, Any]:
    """The columns that keep a quote."""
    return {
        "price_cents": quoted.total_cents,
        "currency": quoted.currency,
        "price_snapshot": snapshot(quoted),
    }


def person_fields(person: Person | None, facts: OfferFacts, *, on: dt.date) -> dict[str, str]:
    """What reports will ask for at the end of the year, as it is today (WEEK, scene 30)."""
    if person is None:
        return {}
    return {
        "audience_code": facts.audience_code or "",
        "age_band": age_band(person.birth_year, person.birth_year_answer, on),
        "commune": _answer(person.commune, person.commune_answer),
        "programme": _answer(person.programme, person.programme_answer),
    }


def _answer(value: str, answer: str) -> str:
    return value if answer == Answer.GIVEN and value else Answer(answer).value


def _item(booking: Booking, asked: ItemRequest, facts: OfferFacts) -> BookingItem:
    return BookingItem(
        booking=booking,
        offer=facts.as_offer(),
        quantity=asked.quantity,
        resource_id=asked.resource_id,
    )


def _claim(booking: Booking, item: BookingItem, resource_id: uuid.UUID, facts: OfferFacts) -> Claim:
    seat = next(one for one in facts.seats if one.id == resource_id)
    return Claim(
        resource=Resource(pk=seat.id, name_fr=seat.name_fr, name_en=seat.name_en),
        period=claimed(booking, facts),
        held_until=booking.held_until,
        pinned=item.resource_id is not None or len(facts.seats) == 1,
        booking=booking,
        item=item,
    )


def claimed(booking: Booking, facts: OfferFacts) -> Any:
    """The range a claim occupies: the booking's own time and the buffers of its offer."""
    period = Period(booking.starts_at, booking.ends_at).widened(
        facts.buffer_before_minutes, facts.buffer_after_minutes
    )
    return period.as_range()


def _remember(booking: Booking, items: list[BookingItem], claims: list[Claim]) -> None:
    """Leave on the rows what a prefetch would have read again."""
    for item in items:
        own = [claim for claim in claims if claim.item_id == item.pk]
        item.__dict__["_prefetched_objects_cache"] = {"claims": own}
    booking.__dict__["_prefetched_objects_cache"] = {"items": items}
