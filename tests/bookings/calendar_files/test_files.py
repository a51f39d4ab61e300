"""Whole files: the method, what it demands (RFC 5546), and one event followed through its life."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from bookings.calendar_files.files import cancel_file, publish_file, request_file
from tests.bookings.calendar_files.reading import assert_is_well_formed, events_in, the_event
from tests.bookings.calendar_files.samples import HOUSE, ROSE, an_entry

HOUR = dt.timedelta(hours=1)


def test_files_say_version_product_and_method() -> None:
    files = {
        "REQUEST": request_file(an_entry(), organizer=HOUSE, attendee=ROSE),
        "CANCEL": cancel_file(an_entry(status="CANCELLED"), organizer=HOUSE, attendee=ROSE),
        "PUBLISH": publish_file([an_entry()], organizer=HOUSE, name="Mes réservations"),
    }

    for method, text in files.items():
        assert_is_well_formed(text)
        calendar = Calendar.from_ical(text)
        assert (calendar["METHOD"], calendar["VERSION"]) == (method, "2.0")
        assert calendar["PRODID"] == "-//MNIC//Reservations//FR"
        assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_events_hold_what_their_method_demands() -> None:
    """RFC 5546, 3.2.1, 3.2.2 and 3.2.5: what must be there, and no ATTENDEE in PUBLISH."""
    demanded = {"UID", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY"}

    invited = the_event(request_file(an_entry(), organizer=HOUSE, attendee=ROSE))
    told = the_event(publish_file([an_entry()], organizer=HOUSE))
    over = the_event(cancel_file(an_entry(status="CANCELLED"), organizer=HOUSE, attendee=ROSE))

    assert demanded | {"ATTENDEE"} <= invited.keys()
    assert demanded <= told.keys()
    assert "ATTENDEE" not in told
    assert demanded | {"ATTENDEE"} <= over.keys()
    assert over["STATUS"] == "CANCELLED"


def test_one_event_is_followed_from_file_to_file() -> None:
    made = an_entry()
    moved = replace(made, starts_at=made.starts_at + HOUR, ends_at=made.ends_at + HOUR, sequence=1)
    over = replace(moved, status="CANCELLED", sequence=2)

    events = [
        the_event(request_file(made, organizer=HOUSE, attendee=ROSE)),
        the_event(request_file(moved, organizer=HOUSE, attendee=ROSE)),
        the_event(cancel_file(over, organizer=HOUSE, attendee=ROSE)),
    ]

    assert len({event["UID"] for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_feed_holds_every_event_once(count: int) -> None:
    entries = [an_entry(uid=f"{number}@mnic.example") for number in range(count)]

    text = publish_file(entries, organizer=HOUSE, name="Été; « tout », en haut")

    assert_is_well_formed(text)
    assert [event["UID"] for event in events_in(text)] == [entry.uid for entry in entries]
    assert Calendar.from_ical(text)["X-WR-CALNAME"] == "Été; « tout », en haut"
    assert Calendar.from_ical(text)["REFRESH-INTERVAL"].dt == HOUR


def test_feed_of_two_sites_describes_both_clocks() -> None:
    text = publish_file([an_entry(), an_entry(uid="2@x", zone="Europe/London")], organizer=HOUSE)

    zones = [zone["TZID"] for zone in Calendar.from_ical(text).walk("VTIMEZONE")]
    assert zones == ["Europe/London", "Europe/Paris"]
