"""Which letter a change of a booking owes: a row, to be written with the change itself."""

import datetime as dt

from accounts.models import Person
from accounts.permissions import is_staff
from bookings.letters.kinds import Kind, kind_after
from bookings.messages import BookingChanged
from bookings.models import Booking, Channel
from core.ids import uuid7
from core.period import day_of
from notifications.models import Message
from notifications.services import post

# Staff who drag a booking may undo it, or drag it on: until then nothing is said.
SECOND_THOUGHTS = dt.timedelta(seconds=60)
# What the team says itself, to somebody in front of it or on the telephone.
SAID = frozenset({Kind.CONFIRMED, Kind.AWAITING})


def letters_owed(event: BookingChanged) -> list[Message]:
    """The unsaved letter to the booking's person, if one is owed; a visitor's hold has nobody.

    Whoever has no e-mail and booked at the desk or by telephone has heard the answer there.
    """
    booking, kind = event.booking, kind_after(event.old_state, event.booking.state)
    if kind is None or booking.person is None or (kind in SAID and _was_there(booking)):
        return []
    own = event.by is not None and event.by.pk == booking.person_id
    patience = SECOND_THOUGHTS if kind == Kind.MOVED and not own else dt.timedelta()
    letter = post.message(
        kind,
        person=booking.person,
        about=booking,
        site_id=booking.site_id,
        facts={"sequence": booking.sequence, "by": _who(booking, event.by)},
        now=event.at,
        send_after=event.at + patience,
        key=f"{kind}:{booking.pk}:{booking.sequence}:{uuid7()}",
    )
    return [letter]


def reminder_owed(booking: Booking, *, now: dt.datetime) -> Message:
    """The unsaved reminder of a booking: one for each start that it has ever had.

    It says « demain »: from midnight on that is false, and no reminder is better than that one.
    """
    assert booking.person is not None  # booking_belongs_to_somebody: it is confirmed
    start = booking.starts_at.astimezone(dt.UTC).isoformat()
    zone = booking.site.zone
    return post.message(
        Kind.REMINDER,
        person=booking.person,
        about=booking,
        site_id=booking.site_id,
        facts={"sequence": booking.sequence, "starts_at": start},
        now=now,
        expires_at=day_of(booking.starts_at.astimezone(zone).date(), zone).starts_at,
        key=f"{Kind.REMINDER}:{booking.pk}:{start}",
    )


def _was_there(booking: Booking) -> bool:
    return booking.channel != Channel.ONLINE and not (booking.person and booking.person.email)


def _who(booking: Booking, by: Person | None) -> str:
    """Whose act it was, as far as the letter tells it: one's own, the team's, or nobody's."""
    if by is not None and by.pk == booking.person_id:
        return "self"
    return "team" if is_staff(by) else ""
