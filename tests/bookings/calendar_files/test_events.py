"""One event: its identity, its text that cannot break out, its letters folded."""

import datetime as dt
import random

import pytest

from bookings.calendar_files import events
from bookings.calendar_files.events import Address
from bookings.calendar_files.files import publish_file, request_file
from tests.bookings.calendar_files.reading import (
    assert_is_well_formed,
    instant,
    the_event,
    unfolded,
)
from tests.bookings.calendar_files.samples import HOUSE, ROSE, an_entry
from tests.telling import SEED, Tell

NASTY = (
    "\r\n",
    "\n",
    "\r",
    "\u2028",
    "\x85",
    "\x00",
    "\x0b",
    "\x1b",
    ";",
    ",",
    "\\",
    '"',
    ":",
    "é",
    "🦊",
)


def test_event_carries_what_it_was_given() -> None:
    text = request_file(
        an_entry(
            sequence=3, location="Calais", description="Sonnez.\nMerci.", url="https://a.example/1"
        ),
        organizer=HOUSE,
        attendee=ROSE,
    )

    event = the_event(text)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (
        "0190-abc@mnic.example",
        3,
        "CONFIRMED",
    )
    assert (event["SUMMARY"], event["LOCATION"], event["URL"]) == (
        "Imprimante 3D",
        "Calais",
        "https://a.example/1",
    )
    assert event["DESCRIPTION"] == "Sonnez.\nMerci."
    assert instant(event, "DTSTAMP") == dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)
    assert instant(event, "LAST-MODIFIED") == dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)
    assert "DTSTART;TZID=Europe/Paris:20270302T140000" in unfolded(text)
    assert "DTEND;TZID=Europe/Paris:20270302T160000" in unfolded(text)


def test_organizer_and_attendee_are_addresses_with_names() -> None:
    event = the_event(request_file(an_entry(), organizer=HOUSE, attendee=ROSE))

    assert event["ORGANIZER"] == "mailto:accueil@mnic.example"
    assert event["ORGANIZER"].params["CN"] == "Maison du numérique"
    assert event["ATTENDEE"] == "mailto:rose@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_line_ends_in_texts_and_names_add_no_line() -> None:
    evil = "Salle\r\nATTENDEE:mailto:evil@example.org\rX-EVIL:1\u2028X-EVIL:2\x00"
    plain = len(unfolded(_with_texts("Salle")))

    text = _with_texts(evil)

    assert_is_well_formed(text)
    assert len(unfolded(text)) == plain
    assert the_event(text)["ATTENDEE"] == "mailto:rose@example.org"
    assert "X-EVIL" not in the_event(text)


def test_control_without_cleaning_the_file_is_not_well_formed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library alone escapes line ends, and lets every other control character through."""
    monkeypatch.setattr(events, "clean", lambda text: text)

    with pytest.raises(AssertionError):
        assert_is_well_formed(_with_texts("Salle\x00\x0b"))


def test_any_text_comes_back_cleaned_and_nothing_else(tell: Tell) -> None:
    dice, tries = random.Random(SEED), 300
    for _ in range(tries):
        parts = dice.choices((*NASTY, "mot ", "x" * 40), k=dice.randint(1, 30))
        words = "Mot" + "".join(parts)
        text = _with_texts(words)
        assert_is_well_formed(text)
        assert the_event(text)["SUMMARY"].split() == _plain(words).split()
    tell(f"{tries} texts")


def test_cancelled_event_takes_no_time() -> None:
    text = publish_file([an_entry(status="CANCELLED")], organizer=HOUSE)

    assert the_event(text)["STATUS"] == "CANCELLED"
    assert the_event(text)["TRANSP"] == "TRANSPARENT"


def _with_texts(words: str) -> str:
    entry = an_entry(summary=words, location=words, description=words)
    return request_file(
        entry,
        organizer=Address(email=HOUSE.email, name=words),
        attendee=Address(email=ROSE.email, name=words),
    )


def _plain(words: str) -> str:
    for end in ("\r", "\u2028", "\x85"):
        words = words.replace(end, "\n")
    return "".join(letter for letter in words if letter == "\n" or ord(letter) >= 32)
