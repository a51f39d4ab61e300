"""How the tests read a calendar file: by the library, and by the letter of RFC 5545."""

import datetime as dt
import re

from icalendar import Calendar, Event


def events_in(text: str) -> list[Event]:
    """The events, as icalendar reads them."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def the_event(text: str) -> Event:
    (event,) = events_in(text)
    return event


def instant(event: Event, name: str) -> dt.datetime:
    """DTSTART or DTEND in UTC."""
    moment = event[name].dt
    assert isinstance(moment, dt.datetime)
    assert moment.tzinfo is not None
    return moment.astimezone(dt.UTC)


def unfolded(text: str) -> list[str]:
    """The content lines: a line end and a blank are nothing (RFC 5545, 3.1)."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def assert_is_well_formed(text: str) -> None:
    """Lines ended by CRLF alone, at most 75 octets, each a name, parameters and a value."""
    assert text.endswith("\r\n")
    assert not re.search("(?<!\r)\n|\r(?!\n)", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    for line in unfolded(text):
        assert re.match(r"[A-Z][A-Z0-9-]*(;[A-Z-]+=[^:]*)*:", line), line
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line), line
