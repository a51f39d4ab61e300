"""Take a booking to another time: the same offers, new seats where the old ones are taken."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import WrongState
from bookings.facts import OfferFacts, facts_of
from bookings.models import Booking, Claim
from bookings.prices import price_of
from bookings.request import BookingRequest
from bookings.rules import call, check_rules
from bookings.services.cancel_booking import check_may_change
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


def move_booking(
    booking_id: uuid.UUID, *, period: Period, by: Person | None, now: dt.datetime
) -> Booking:
    """Move to `period`, all or nothing; the price of the new time is asked anew.

    The same resources are kept where they are free; an offer hidden since may still be moved
    within by whoever has booked it. Raises NotFound, NotAllowed, WrongState,
    RuleRefused (the new time's rules, or too late to change the old one), PlaceTaken.
    """

    def asked() -> BookingRequest:
        booking = Booking.objects.get(pk=booking_id)
        return request_again(booking, person=booking.person, period=period)

    with overlap_as_taken(asked, now):
        return _move(booking_id, period=period, by=by, now=now)


@atomic_retrying
def _move(booking_id: uuid.UUID, *, period: Period, by: Person | None, now: dt.datetime) -> Booking:
    booking = locked_booking(booking_id, by=by, resources=True)
    check_may_change(booking, by=by, now=now, target=State.CONFIRMED)
    request = request_again(booking, person=booking.person, period=period)
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    _check_movable(booking, request)
    check_rules(request, facts.values(), now=now, waive=waive)
    _check_not_approved(booking, facts, waive=waive)
    claims = list(booking.claims.order_by("pk"))
    keep = frozenset(claim.resource_id for claim in claims)
    seated = take_seats(request, facts, now=now, keep=keep)
    price_before = booking.price_cents
    _write(booking, price_fields(price_of(request, facts)), period, now=now)
    _move_claims(booking, claims, facts, seated)
    act = audit.entry("booking.moved", booking, by=by, now=now)
    announce([act], booking, old=booking.state, by=by, now=now, price_before=price_before)
    return booking


def quote_move(booking: Booking, *, period: Period, by: Person | None, now: dt.datetime) -> Offered:
    """What the move would cost and whether it would be accepted now; the move still decides.

    Writes nothing. Raises NotAllowed, WrongState, or RuleRefused where no time at all would do.
    """
    check_may_change(booking, by=by, now=now, target=State.CONFIRMED)
    request = request_again(booking, person=booking.person, period=period)
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


def _write(booking: Booking, price: dict[str, Any], period: Period, *, now: dt.datetime) -> None:
    changes = {
        "starts_at": period.starts_at,
        "ends_at": period.ends_at,
        "sequence": booking.sequence + 1,
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
