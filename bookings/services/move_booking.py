"""Take a booking to another time, or to other resources of the same offers."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import WrongState
from bookings.facts import OfferFacts, facts_of
from bookings.models import Booking, Claim
from bookings.permissions import can_book_for_others
from bookings.phrases import call
from bookings.prices import price_of
from bookings.request import BookingRequest
from bookings.rules import check_rules
from bookings.services.cancel_booking import check_may_change
from bookings.services.change_places import SAME_PLACES, Places, keep_names, with_places
from bookings.services.change_state import announce
from bookings.services.checks import check_organisation, overlap_as_taken, waives
from bookings.services.create_booking import first_state
from bookings.services.find_booking import locked_booking, request_again
from bookings.services.new_booking import claimed, price_fields
from bookings.services.quote_booking import Offered, offered
from bookings.services.take_seats import take_seats
from bookings.states import State
from core import audit
from core.errors import RuleRefused
from core.period import Period
from core.transactions import atomic_retrying


@dataclass(frozen=True, slots=True)
class _To:
    """Where a booking is to go: its time, and its resources that are to be others (from → to)."""

    period: Period
    places: Places


@dataclass(frozen=True, slots=True)
class _Found:
    """What a move asks for, what is known of it, and where it may sit."""

    request: BookingRequest
    facts: Mapping[uuid.UUID, OfferFacts]
    seated: list[list[uuid.UUID]]


def move_booking(
    booking_id: uuid.UUID,
    *,
    period: Period,
    by: Person | None,
    now: dt.datetime,
    places: Places = SAME_PLACES,
) -> Booking:
    """Move to `period`, all or nothing; the price of the new time is asked anew.

    The same resources are kept where they are free, unless `places` (from → to) names others: staff
    of the site may, and its person where the offer lets one choose. An offer hidden since may
    still be moved within by whoever has booked it. Raises NotFound, NotAllowed, WrongState,
    Conflict("not_its_place"), RuleRefused (the new time's rules, or too late to change the old
    one), PlaceTaken.
    """
    to = _To(period, places)

    def asked() -> BookingRequest:
        booking = Booking.objects.get(pk=booking_id)
        return _asked(booking, _claims(booking), to, by=by)

    with overlap_as_taken(asked, now):
        return _move(booking_id, to=to, by=by, now=now)


@atomic_retrying
def _move(booking_id: uuid.UUID, *, to: _To, by: Person | None, now: dt.datetime) -> Booking:
    booking = locked_booking(booking_id, by=by, resources=True)
    check_may_change(booking, by=by, now=now, target=State.CONFIRMED)
    claims = _claims(booking)
    request = _asked(booking, claims, to, by=by)
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    _check_movable(booking, request)
    check_rules(request, facts.values(), now=now, waive=waive)
    _check_not_approved(booking, facts, waive=waive)
    keep = frozenset(claim.resource_id for claim in claims) - to.places.keys()
    seated = take_seats(request, facts, now=now, keep=keep)
    return _moved(booking, claims, _Found(request, facts, seated), to, by=by, now=now)


def _moved(
    booking: Booking,
    claims: list[Claim],
    found: _Found,
    to: _To,
    *,
    by: Person | None,
    now: dt.datetime,
) -> Booking:
    """Write and announce it, unless nobody was told what has changed."""
    price_before, is_told = booking.price_cents, _is_told(booking, claims, found, to)
    price = price_fields(price_of(found.request, found.facts))
    _write(booking, price, to.period, sequence=booking.sequence + is_told, now=now)
    _move_claims(booking, claims, found.facts, found.seated)
    places = [[str(one), str(other)] for one, other in to.places.items()]
    changes = {"places": places} if places else {}
    act = audit.entry("booking.moved", booking, by=by, now=now, changes=changes)
    if to.places:
        keep_names(booking.items.all(), found.request)
    if is_told or booking.price_cents != price_before:
        announce([act], booking, old=booking.state, by=by, now=now, price_before=price_before)
    else:
        act.save(force_insert=True)
    return booking


def _claims(booking: Booking) -> list[Claim]:
    return list(booking.claims.order_by("pk"))


def _asked(booking: Booking, claims: list[Claim], to: _To, *, by: Person | None) -> BookingRequest:
    """What the booking asks for at its new time and place."""
    request = request_again(booking, person=booking.person, period=to.period)
    if not to.places:
        return request
    by_name = not can_book_for_others(by, booking.site_id)
    return with_places(request, claims, to.places, by_name=by_name)


def _is_told(booking: Booking, claims: list[Claim], found: _Found, to: _To) -> bool:
    """Whether its person knows what changes: the time, or a resource that was promised."""
    if to.period != Period(booking.starts_at, booking.ends_at):
        return True
    seats = {resource for resources in found.seated for resource in resources}
    named = any(item.resource_id for item in found.request.items)
    return named or any(claim.pinned and claim.resource_id not in seats for claim in claims)


def quote_move(
    booking: Booking,
    *,
    period: Period,
    by: Person | None,
    now: dt.datetime,
    places: Places = SAME_PLACES,
) -> Offered:
    """What the move would cost and whether it would be accepted now; the move still decides.

    Writes nothing. Raises NotAllowed, WrongState, Conflict("not_its_place"), or RuleRefused where
    no time at all would do.
    """
    to = _To(period, places)
    check_may_change(booking, by=by, now=now, target=State.CONFIRMED)
    request = _asked(booking, _claims(booking) if to.places else [], to, by=by)
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    _check_movable(booking, request)
    answer = offered(request, facts, by=by, now=now, waive=waive)
    if not answer.refusals:
        _check_not_approved(booking, facts, waive=waive)
    return answer


def _check_movable(booking: Booking, request: BookingRequest) -> None:
    if booking.state == State.HOLD:
        raise WrongState(booking.state, State.CONFIRMED)
    check_organisation(request, waive=True)


def _check_not_approved(
    booking: Booking, facts: Mapping[uuid.UUID, OfferFacts], *, waive: bool
) -> None:
    """What the team has approved at one time, only the team moves to another."""
    if booking.state != State.CONFIRMED or first_state(facts, waive=waive) == State.CONFIRMED:
        return
    first = next(iter(facts.values()))
    message = _("L’équipe a validé cette heure-là. Pour en changer, %(call)s")
    raise RuleRefused(message % {"call": call(first, _("on regarde"))}, code="needs_approval")


def _write(
    booking: Booking, price: dict[str, Any], period: Period, *, sequence: int, now: dt.datetime
) -> None:
    changes = {
        "starts_at": period.starts_at,
        "ends_at": period.ends_at,
        "sequence": sequence,
        "changed_at": now,
        **price,
    }
    for name, value in changes.items():
        setattr(booking, name, value)
    booking.save(update_fields=[*changes])


def _move_claims(
    booking: Booking,
    claims: list[Claim],
    facts: Mapping[uuid.UUID, OfferFacts],
    seated: list[list[uuid.UUID]],
) -> None:
    """Two updates: all inactive, then moved and active, so that they may swap places."""
    Claim.objects.filter(booking=booking).update(active=False)
    for item, resources in zip(booking.items.all(), seated, strict=True):
        own = [claim for claim in claims if claim.item_id == item.pk]
        for claim, resource_id in zip(own, _stable(own, resources), strict=True):
            claim.resource_id = resource_id
            claim.period = claimed(booking, facts[item.offer_id])
            claim.active = True
    Claim.objects.bulk_update(claims, ["resource", "period", "active"])


def _stable(own: list[Claim], resources: list[uuid.UUID]) -> list[uuid.UUID]:
    """The same resources, each kept by the claim that has it already."""
    free = set(resources) - {claim.resource_id for claim in own}
    return [claim.resource_id if claim.resource_id in resources else free.pop() for claim in own]
