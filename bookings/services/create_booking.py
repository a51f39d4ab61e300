"""Make a booking, or hold its places for a while: all of it or nothing."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.facts import OfferFacts, facts_of
from bookings.models import Booking
from bookings.prices import price_of
from bookings.request import BookingRequest
from bookings.rules import check_rules
from bookings.services.change_state import announce
from bookings.services.checks import check_may_ask, overlap_as_taken, waives
from bookings.services.drop_hold import drop_hold
from bookings.services.new_booking import Granted, new_booking
from bookings.services.take_seats import lock_offers, take_seats
from bookings.states import State
from core.errors import NotSignedIn
from core.transactions import atomic_retrying


def create_booking(request: BookingRequest, *, by: Person | None, now: dt.datetime) -> Booking:
    """Book: lock the resources, check every rule, claim the best seats, tell the house.

    CONFIRMED, or AWAITING_APPROVAL where the offer asks for it and `by` is not staff of the site.
    What is owed becomes an order, to be paid at the desk. Raises NotSignedIn, NotAllowed,
    NotFound, RuleRefused with the rule's code, or PlaceTaken.
    """
    if request.person is None or by is None:
        raise NotSignedIn(_("Connectez-vous, ou créez un compte, pour réserver."))
    with overlap_as_taken(lambda: request, now):
        return _make(request, by=by, now=now, hold=False)


def hold_booking(request: BookingRequest, *, by: Person | None, now: dt.datetime) -> Booking:
    """Keep the places for the policy's hold minutes, by a person or by a visitor with a key.

    One hold at a time: a new one replaces the last of whoever holds. Raises as create_booking does.
    """
    if by is not None:
        request = replace(request, holder_key=f"person:{by.pk}")
    elif not request.holder_key:
        raise NotSignedIn(_("Connectez-vous, ou créez un compte, pour réserver."))
    with overlap_as_taken(lambda: request, now):
        return _make(request, by=by, now=now, hold=True)


@atomic_retrying
def _make(request: BookingRequest, *, by: Person | None, now: dt.datetime, hold: bool) -> Booking:
    lock_offers(request.offer_ids)
    if hold:
        drop_hold(request.holder_key, by=by, now=now)
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    check_may_ask(request, facts, by=by, waive=waive)
    check_rules(request, facts.values(), now=now, waive=waive)
    granted = Granted(
        state=State.HOLD if hold else first_state(facts, waive=waive),
        quoted=price_of(request, facts),
        seated=take_seats(request, facts, now=now),
    )
    booking, rows = new_booking(request, facts, granted, by=by, now=now)
    announce(rows, booking, old=None, by=by, now=now, price_before=0)
    return booking


def first_state(facts: Mapping[uuid.UUID, OfferFacts], *, waive: bool) -> State:
    """Where a booking starts once it is somebody's: the offers' approval, unless staff books."""
    asks = any(offer.needs_approval for offer in facts.values())
    return State.AWAITING_APPROVAL if asks and not waive else State.CONFIRMED
