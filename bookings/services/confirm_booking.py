"""Turn a hold into a booking, or keep it once more."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import HoldLapsed, NotYours, WrongState
from bookings.facts import facts_of
from bookings.models import Booking, Claim
from bookings.permissions import can_change_booking, can_confirm_hold
from bookings.prices import price_of
from bookings.rules import check_rules
from bookings.services.change_state import change_state
from bookings.services.checks import check_organisation, waives
from bookings.services.create_booking import first_state
from bookings.services.find_booking import locked_booking, request_again, still_held
from bookings.services.new_booking import end_of_hold, person_fields, price_fields
from bookings.states import State
from core import audit
from core.errors import Conflict, NotSignedIn
from core.transactions import atomic_retrying


@atomic_retrying
def confirm_booking(
    booking_id: uuid.UUID, *, by: Person | None, now: dt.datetime, holder_key: str = ""
) -> Booking:
    """Make a hold a booking of `by`, or of whom it is for; rules and price are asked anew.

    A visitor's hold becomes the person's who signed in with its key. Raises NotSignedIn,
    NotFound, NotAllowed, HoldLapsed, WrongState, or RuleRefused (the hold then stands).
    """
    if by is None:
        raise NotSignedIn(_("Connectez-vous, ou créez un compte, pour réserver."))
    booking = locked_booking(booking_id, by=by, holder_key=holder_key, resources=True)
    _check_confirmable(booking, by, now=now, holder_key=holder_key)
    person = booking.person or by
    request = request_again(booking, person=person)
    facts = facts_of(request, now=now)
    waive = waives(request, facts, by=by)
    check_organisation(request, waive=waive)
    check_rules(request, facts.values(), now=now, waive=waive)
    first = facts[request.items[0].offer_id]
    changes = {
        "person": person,
        "booked_by": booking.booked_by or by,
        "holder_key": "",
        **price_fields(price_of(request, facts)),
        **person_fields(person, first, on=now.astimezone(first.zone).date()),
    }
    return change_state(booking, first_state(facts, waive=waive), by=by, now=now, **changes)


def _check_confirmable(booking: Booking, by: Person, *, now: dt.datetime, holder_key: str) -> None:
    if not can_confirm_hold(by, booking, holder_key=holder_key):
        raise NotYours
    if booking.state == State.EXPIRED:
        raise HoldLapsed
    if booking.state != State.HOLD:
        raise WrongState(booking.state, State.CONFIRMED)
    if not still_held(booking, now=now):
        raise HoldLapsed


@atomic_retrying
def extend_hold(
    booking_id: uuid.UUID, *, by: Person | None, now: dt.datetime, holder_key: str = ""
) -> Booking:
    """Keep a held place once more, as long as at first.

    Raises NotFound, NotAllowed, HoldLapsed, and Conflict("already_extended").
    """
    booking = locked_booking(booking_id, by=by, holder_key=holder_key, resources=True)
    if not can_change_booking(by, booking, holder_key=holder_key):
        raise NotYours
    if booking.state != State.HOLD or not still_held(booking, now=now):
        raise HoldLapsed
    if booking.hold_extended:
        message = _(
            "La place a déjà été gardée une seconde fois. Confirmez, ou choisissez à nouveau."
        )
        raise Conflict(message, code="already_extended")
    facts = facts_of(request_again(booking, person=booking.person), now=now)
    booking.held_until = end_of_hold(facts, now=now)
    booking.hold_extended = True
    booking.changed_at = now
    booking.save(update_fields=["held_until", "hold_extended", "changed_at"])
    Claim.objects.filter(booking=booking).update(held_until=booking.held_until)
    audit.record("booking.extended", booking, by=by, now=now)
    return booking
