"""VTIMEZONE: right at every half hour of 2027, read by the letter of RFC 5545, 3.6.5."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Component, Timezone

from bookings.calendar_files.files import publish_file
from bookings.calendar_files.zones import zone_component
from tests.bookings.calendar_files.reading import instant, the_event, unfolded
from tests.bookings.calendar_files.samples import HOUSE, an_entry

PARIS = ZoneInfo("Europe/Paris")
ZONES = ("Europe/Paris", "Europe/London", "America/New_York", "Australia/Sydney", "Africa/Abidjan")
HALF_HOUR = dt.timedelta(minutes=30)


@pytest.mark.parametrize("name", ZONES)
def test_zone_agrees_with_the_tz_database_all_year(name: str) -> None:
    assert _disagreements(zone_component(name, 2027, 2027), ZoneInfo(name)) == []


def test_control_the_librarys_own_zone_is_wrong_after_the_change_to_summer() -> None:
    """Why ours is written here: theirs starts summer an hour late."""
    theirs = Timezone.from_tzid("Europe/Paris", first_date=dt.date(2026, 1, 1))

    assert _disagreements(theirs, PARIS) == ["28/03 01:00", "28/03 01:30"]


def test_change_to_summer_time_is_written_on_the_clock_that_it_leaves() -> None:
    lines = zone_component("Europe/Paris", 2027, 2027).to_ical().decode().split("\r\n")

    summer = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    assert summer[1:] == [
        "DTSTART:20260329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]


def test_zone_that_never_changes_has_one_observance() -> None:
    text = zone_component("Africa/Abidjan", 2027, 2027).to_ical().decode()

    assert text.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in text


@pytest.mark.parametrize("night", [dt.date(2027, 3, 27), dt.date(2027, 10, 30)])
def test_event_through_the_night_of_a_change_keeps_its_instants(night: dt.date) -> None:
    starts_at = dt.datetime.combine(night, dt.time(20), PARIS).astimezone(dt.UTC)
    ends_at = starts_at + dt.timedelta(hours=14)

    event = the_event(
        publish_file([an_entry(starts_at=starts_at, ends_at=ends_at)], organizer=HOUSE)
    )

    assert (instant(event, "DTSTART"), instant(event, "DTEND")) == (starts_at, ends_at)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"


def test_every_half_hour_of_both_nights_keeps_its_instants() -> None:
    for day in (dt.datetime(2027, 3, 28, tzinfo=dt.UTC), dt.datetime(2027, 10, 31, tzinfo=dt.UTC)):
        for number in range(12):
            starts_at = day + number * HALF_HOUR
            entry = an_entry(starts_at=starts_at, ends_at=starts_at + HALF_HOUR)
            event = the_event(publish_file([entry], organizer=HOUSE))
            assert instant(event, "DTSTART") == starts_at
            assert instant(event, "DTEND") == starts_at + HALF_HOUR


def test_time_that_comes_twice_is_written_in_utc() -> None:
    """02:30 of 31 October 2027 comes at 00:30 and at 01:30 UTC."""
    for hour in (0, 1):
        starts_at = dt.datetime(2027, 10, 31, hour, 30, tzinfo=dt.UTC)
        entry = an_entry(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=3))
        lines = unfolded(publish_file([entry], organizer=HOUSE))
        assert f"DTSTART:20271031T0{hour}3000Z" in lines
        assert f"DTEND:20271031T0{hour + 3}3000Z" in lines


def _disagreements(component: Timezone, zone: ZoneInfo) -> list[str]:
    """The half hours of 2027, in UTC, at which the file gives another offset than the zone."""
    changes = sorted(change for part in component.subcomponents for change in _changes(part))
    moment, wrong = dt.datetime(2027, 1, 1, tzinfo=dt.UTC), []
    while moment.year == 2027:
        offset = [after for at, after in changes if at <= moment][-1]
        if offset != moment.astimezone(zone).utcoffset():
            wrong.append(f"{moment:%d/%m %H:%M}")
        moment += HALF_HOUR
    return wrong


def _changes(part: Component) -> list[tuple[dt.datetime, dt.timedelta]]:
    """Each onset as an instant: its wall time is on the clock of TZOFFSETFROM."""
    first = part["DTSTART"].dt
    walls = [first]
    if "RRULE" in part:
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=first)
        walls = rule.between(first, dt.datetime(2029, 1, 1), inc=True)
    if "RDATE" in part:
        walls += [moment.dt for moment in part["RDATE"].dts]
    before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
    return [((wall - before).replace(tzinfo=dt.UTC), after) for wall in walls]
