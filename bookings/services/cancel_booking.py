"""Give a booking back: its places are free at once."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import NotYours, WrongState
from bookings.facts import OfferFacts, facts_of
from bookings.models import Booking
from bookings.permissions import can_change_booking, may_still_change, may_waive
from bookings.phrases import call, length_of
from bookings.services.change_state import change_state
from bookings.services.find_booking import locked_booking, request_again
from bookings.states import State
from core.errors import RuleRefused
from core.transactions import atomic_retrying


@atomic_retrying
def cancel_booking(
    booking_id: uuid.UUID,
    *,
    by: Person | None,
    now: dt.datetime,
    reason: str = "",
    holder_key: str = "",
) -> Booking:
    """Cancel what is still ahead; an order that is due becomes void.

    Raises NotFound, NotAllowed, WrongState, or RuleRefused("too_late_to_change") inside the
    policy's delay, which staff of the site may waive.
    """
    booking = locked_booking(booking_id, by=by, holder_key=holder_key, resources=False)
    check_may_change(booking, by=by, now=now, holder_key=holder_key, target=State.CANCELLED)
    return change_state(booking, State.CANCELLED, by=by, now=now, reason=reason)


def check_may_change(
    booking: Booking,
    *,
    by: Person | None,
    now: dt.datetime,
    target: State,
    holder_key: str = "",
) -> None:
    """The checks that moving and cancelling share: who, in which state, how late."""
    if not can_change_booking(by, booking, holder_key=holder_key):
        raise NotYours
    if not may_still_change(booking, now=now):
        raise WrongState(booking.state, target)
    waives = may_waive(by, booking.site_id, person_id=booking.person_id, channel=booking.channel)
    if booking.state == State.HOLD or waives:
        return
    facts = facts_of(request_again(booking, person=booking.person), now=now)
    strictest = max(facts.values(), key=lambda offer: offer.change_notice_minutes)
    check_in_time(booking, strictest, now=now)


def check_in_time(booking: Booking, facts: OfferFacts, *, now: dt.datetime) -> None:
    """Raise RuleRefused("too_late_to_change") inside the delay before the start."""
    notice = facts.change_notice_minutes
    if booking.starts_at - now >= dt.timedelta(minutes=notice) and booking.starts_at > now:
        return
    message = _("Trop tard en ligne (%(length)s avant). %(call)s")
    if not notice:
        message = _("C’est déjà commencé. %(call)s")
    words = {"length": length_of(notice), "call": call(facts, _("on s’arrange")).capitalize()}
    raise RuleRefused(
        message % words, code="too_late_to_change", details={"change_notice_minutes": notice}
    )
