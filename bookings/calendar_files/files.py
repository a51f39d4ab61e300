"""Whole calendar files: an invitation, a cancellation, a feed (methods of RFC 5546)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from icalendar import Calendar, Event

from bookings.calendar_files.events import Address, Entry, clean, event_of
from bookings.calendar_files.zones import zone_component

PRODUCT = "-//MNIC//Reservations//FR"
READ_AGAIN_AFTER = dt.timedelta(hours=1)

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]


def request_file(entry: Entry, *, organizer: Address, attendee: Address) -> str:
    """Puts the event into the attendee's calendar, or changes the one with this UID there."""
    event = event_of(entry, organizer=organizer, attendee=attendee)
    return _text("REQUEST", [entry], [event])


def cancel_file(entry: Entry, *, organizer: Address, attendee: Address) -> str:
    """Takes the event with this UID out of the attendee's calendar."""
    event = event_of(entry, organizer=organizer, attendee=attendee)
    return _text("CANCEL", [entry], [event])


def publish_file(entries: Sequence[Entry], *, organizer: Address, name: str = "") -> str:
    """Events to look at or to keep, to nobody in particular: a feed, a download."""
    events = [event_of(entry, organizer=organizer) for entry in entries]
    return _text("PUBLISH", entries, events, name=name)


def _text(
    method: Method, entries: Sequence[Entry], events: Iterable[Event], *, name: str = ""
) -> str:
    """The file, lines ended by CRLF and folded at 75 octets by the library."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", clean(name))  # RFC 7986; the next line is what older programmes read
        calendar.add("x-wr-calname", clean(name))
        calendar.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    years = [moment.year for entry in entries for moment in (entry.starts_at, entry.ends_at)]
    for zone in sorted({entry.zone for entry in entries}):
        calendar.add_component(zone_component(zone, min(years), max(years)))
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()
