"""VEVENT: one event of a calendar file, from a value that says what it is."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress, vText

from core.dates import has_two_readings

# What no line of a calendar may hold (RFC 5545, 3.1), and what some programmes take for an end of
# line; the others become line feeds, which the library escapes.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Somebody in a calendar file: the house, or whoever is invited."""

    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a calendar is told of one event; the pair `uid`, `sequence` orders what it is told."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    zone: str
    status: str
    changed_at: dt.datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""


def event_of(entry: Entry, *, organizer: Address, attendee: Address | None = None) -> Event:
    """The event; its text holds no control character, so that nothing can end a line early."""
    event = Event()
    event.add("uid", clean(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    for name, moment in zip(("dtstart", "dtend"), times_of(entry), strict=True):
        event.add(name, moment)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
    event.add("organizer", _address(organizer), encode=False)
    if attendee is not None:
        event.add("attendee", _coming(attendee), encode=False)
    for name in ("summary", "location", "description", "url"):
        if text := clean(getattr(entry, name)):
            event.add(name, text)
    return event


def times_of(entry: Entry) -> tuple[dt.datetime, dt.datetime]:
    """Start and end on the clock of the place.

    Both are in UTC where that clock shows one of them twice: to some programmes a wall time of the
    repeated hour means the first, to others the second.
    """
    zone, ends = ZoneInfo(entry.zone), (entry.starts_at, entry.ends_at)
    if any(has_two_readings(moment, zone) for moment in ends):
        return entry.starts_at.astimezone(dt.UTC), entry.ends_at.astimezone(dt.UTC)
    return entry.starts_at.astimezone(zone), entry.ends_at.astimezone(zone)


def clean(text: str) -> str:
    """Text without control characters, with line feeds alone as ends of line."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def _address(somebody: Address) -> vCalAddress:
    written = vCalAddress(f"mailto:{''.join(clean(somebody.email).split())}")
    written.params["CN"] = vText(" ".join(clean(somebody.name).split()))
    return written


def _coming(attendee: Address) -> vCalAddress:
    """They have booked themselves: nobody is asked whether they come."""
    written = _address(attendee)
    written.params["ROLE"] = vText("REQ-PARTICIPANT")
    written.params["PARTSTAT"] = vText("ACCEPTED")
    written.params["RSVP"] = vText("FALSE")
    return written
