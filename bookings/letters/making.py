"""The makers of letters (registered in mnic/wiring.py): from a message to what its person reads.

What is said is true at the moment of writing. A letter that the booking has overtaken says nothing:
the change that overtook it has posted its own.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from bookings.calendar_files.events import Address
from bookings.calendar_files.files import cancel_file, request_file
from bookings.entries import entry_of, organizer, telephone_of
from bookings.letters import rows
from bookings.letters.content import Content, letter_of
from bookings.letters.kinds import Kind
from bookings.letters.told import Told, is_in_calendar, last_told, note, to_tell
from bookings.letters.words import words_for
from bookings.models import Booking
from bookings.selectors.bookings import with_everything
from bookings.states import FREED, State
from notifications.letters import CalendarPart, Letter, Maker
from notifications.models import Message


def make_first(message: Message) -> Letter | None:
    """Confirmed, waiting for the team, or accepted; nothing once it has changed again."""
    booking = _booking_of(message)
    if booking is None or _is_overtaken(message, booking):
        return None
    return _standing_letter(message, booking, Kind(message.kind))


def make_moved(message: Message) -> Letter | None:
    """What has changed since the last letter; nothing when all is as it was told.

    Who has never been told of it reads of it as new.
    """
    booking = _booking_of(message)
    if booking is None or _is_overtaken(message, booking):
        return None
    told, now = last_told(booking.pk), to_tell(booking, calendar=False)
    if told is None:
        kind = _first_kind(booking) if _was_owed_a_first(booking) else Kind.MOVED
        return _standing_letter(message, booking, kind)
    return None if told.is_as(now) else _standing_letter(message, booking, Kind.MOVED, told)


def make_over(message: Message) -> Letter | None:
    """Cancelled, declined or lapsed, and out of the calendar again, if it was there."""
    booking = _booking_of(message)
    if booking is None or State(booking.state) not in FREED:
        return None
    words = words_for(Kind(message.kind), booking, by=message.facts["by"])
    why = rows.reason(booking) if message.facts["by"] != "self" else ()
    in_calendar = is_in_calendar(booking.pk)
    note(message, to_tell(booking, calendar=False))
    return letter_of(
        Content(
            subject=words.subject,
            title=words.title,
            sentences=words.sentences,
            rows=(*rows.what_and_when(booking), *why),
            act=words.act,
            telephone=telephone_of(booking.site),
            calendar=_cancellation(message, booking) if in_calendar else None,
        )
    )


def make_reminder(message: Message) -> Letter | None:
    """The day before; nothing for what was cancelled or moved since."""
    booking = _booking_of(message)
    if booking is None or booking.state != State.CONFIRMED:
        return None
    if booking.starts_at.isoformat() != message.facts["starts_at"]:
        return None
    return _standing_letter(message, booking, Kind.REMINDER)


MAKERS: Mapping[str, Maker] = {
    Kind.CONFIRMED: make_first,
    Kind.AWAITING: make_first,
    Kind.APPROVED: make_first,
    Kind.MOVED: make_moved,
    Kind.DECLINED: make_over,
    Kind.CANCELLED: make_over,
    Kind.EXPIRED: make_over,
    Kind.UNANSWERED: make_over,
    Kind.REMINDER: make_reminder,
}


FIRST = frozenset({Kind.CONFIRMED, Kind.AWAITING, Kind.APPROVED})


def _booking_of(message: Message) -> Booking | None:
    assert message.about_id is not None  # owed.py always says which booking
    return with_everything(Booking.objects.filter(pk=message.about_id)).first()


def _is_overtaken(message: Message, booking: Booking) -> bool:
    """Whether another change came since, which has posted its own letter."""
    return State(booking.state) in FREED or booking.sequence != message.facts["sequence"]


def _was_owed_a_first(booking: Booking) -> bool:
    """False for who heard it at the desk: to them it is a change, though no letter has left."""
    return Message.objects.filter(about_id=booking.pk, kind__in=FIRST).exists()


def _first_kind(booking: Booking) -> Kind:
    return Kind.AWAITING if booking.state == State.AWAITING_APPROVAL else Kind.CONFIRMED


def _standing_letter(
    message: Message, booking: Booking, kind: Kind, told: Told | None = None
) -> Letter:
    """A letter about a booking that takes place; with its calendar file once it is certain."""
    words = words_for(kind, booking, by=message.facts.get("by", ""))
    calendar = None if kind == Kind.REMINDER else _invitation(message, booking)
    now = to_tell(booking, calendar=calendar is not None)
    was = rows.before(booking, told) if told and not told.is_at_time_of(now) else ()
    note(message, now)
    return letter_of(
        Content(
            subject=words.subject,
            title=words.title,
            sentences=(*words.sentences, *_what_to_do_with(calendar)),
            rows=(*was, *rows.what_and_when(booking), *rows.coming(booking, is_new=kind in FIRST)),
            act=words.act,
            telephone=telephone_of(booking.site),
            calendar=calendar,
        )
    )


def _what_to_do_with(calendar: CalendarPart | None) -> tuple[str, ...]:
    return (_("Le fichier joint la met dans votre agenda."),) if calendar else ()


def _invitation(message: Message, booking: Booking) -> CalendarPart | None:
    """Only of what is certain, and to somebody with an address (RFC 5546 wants an ATTENDEE)."""
    attendee = _attendee_of(message)
    if booking.state == State.AWAITING_APPROVAL or attendee is None:
        return None
    entry = entry_of(booking)
    return CalendarPart(
        text=request_file(entry, organizer=organizer(), attendee=attendee), method="REQUEST"
    )


def _cancellation(message: Message, booking: Booking) -> CalendarPart | None:
    attendee = _attendee_of(message)
    if attendee is None:
        return None
    entry = entry_of(booking)
    return CalendarPart(
        text=cancel_file(entry, organizer=organizer(), attendee=attendee), method="CANCEL"
    )


def _attendee_of(message: Message) -> Address | None:
    person = message.person
    if person is None or not person.email:
        return None
    return Address(email=person.email, name=person.name)
