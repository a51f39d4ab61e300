"""Hours on the wall clock: odd nights, ends of months and years, dates set apart."""

import datetime as dt

import pytest

from core.errors import Malformed, NotFound
from spaces.models import HoursEntry
from spaces.recurrence import (
    add_once,
    add_weekly,
    cancel_occurrence,
    change_line,
    clear_day,
    end_entry,
    move_occurrence,
    occurrences,
    set_day,
)
from spaces.timetable import WeeklyLine
from spaces.timetable_reading import special_days, weekly_lines
from tests.spaces.builders import local, make_hours

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
JANUARY = dt.date(2027, 1, 1)


def shown(hours, since, until):
    """Openings as (start, end) on the site's wall."""
    return [
        (local(hours, one.period.starts_at), local(hours, one.period.ends_at))
        for one in occurrences(hours, since, until)
    ]


def weekly(hours, weekday, opens, closes, **more):
    more.setdefault("valid_from", JANUARY)
    return add_weekly(
        hours,
        weekday=weekday,
        opens=dt.time.fromisoformat(opens),
        closes=dt.time.fromisoformat(closes),
        **more,
    )


@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_opens_on_its_own_day(weekday):
    hours = make_hours()
    weekly(hours, weekday, "09:00", "17:00")
    days = [one.day for one in occurrences(hours, dt.date(2027, 3, 1), dt.date(2027, 4, 26))]
    assert len(days) == 8
    assert {day.weekday() for day in days} == {weekday}


def test_half_past_midnight_on_monday_stays_on_monday():
    hours = make_hours()
    weekly(hours, MONDAY, "00:30", "02:00")
    assert shown(hours, dt.date(2027, 7, 5), dt.date(2027, 7, 13)) == [
        ("2027-07-05 00:30 +0200", "2027-07-05 02:00 +0200"),
        ("2027-07-12 00:30 +0200", "2027-07-12 02:00 +0200"),
    ]


def test_wall_times_stand_across_both_changes():
    hours = make_hours()
    weekly(hours, MONDAY, "09:00", "17:00")
    starts = [start for start, _ in shown(hours, dt.date(2027, 3, 22), dt.date(2027, 3, 30))]
    assert starts == ["2027-03-22 09:00 +0100", "2027-03-29 09:00 +0200"]
    starts = [start for start, _ in shown(hours, dt.date(2027, 10, 25), dt.date(2027, 11, 2))]
    assert starts == ["2027-10-25 09:00 +0200", "2027-11-01 09:00 +0100"]


@pytest.mark.parametrize(
    ("day", "start", "end", "minutes"),
    [
        (dt.date(2027, 3, 27), "2027-03-27 22:00 +0100", "2027-03-28 06:00 +0200", 7 * 60),
        (dt.date(2027, 10, 30), "2027-10-30 22:00 +0200", "2027-10-31 06:00 +0100", 9 * 60),
        (dt.date(2027, 6, 5), "2027-06-05 22:00 +0200", "2027-06-06 06:00 +0200", 8 * 60),
    ],
)
def test_a_night_ends_at_its_wall_time_on_the_nights_of_the_change(day, start, end, minutes):
    hours = make_hours()
    weekly(hours, SATURDAY, "22:00", "06:00")
    [opening] = occurrences(hours, day, day + dt.timedelta(days=1))
    assert (local(hours, opening.period.starts_at), local(hours, opening.period.ends_at)) == (
        start,
        end,
    )
    assert opening.period.minutes == minutes


def test_a_skipped_hour_opens_at_the_jump_and_a_repeated_one_is_open_twice():
    hours = make_hours()
    weekly(hours, SUNDAY, "02:30", "03:30")
    assert shown(hours, dt.date(2027, 3, 28), dt.date(2027, 3, 29)) == [
        ("2027-03-28 03:00 +0200", "2027-03-28 03:30 +0200")
    ]
    assert shown(hours, dt.date(2027, 10, 31), dt.date(2027, 11, 1)) == [
        ("2027-10-31 02:30 +0200", "2027-10-31 03:30 +0100")
    ]


def test_a_line_that_lies_in_the_skipped_hour_does_not_open_that_night():
    hours = make_hours()
    weekly(hours, SUNDAY, "02:10", "02:50")
    assert shown(hours, dt.date(2027, 3, 28), dt.date(2027, 3, 29)) == []
    assert len(shown(hours, dt.date(2027, 3, 21), dt.date(2027, 4, 5))) == 2


@pytest.mark.parametrize("first", [dt.date(2027, 3, 28), dt.date(2027, 10, 31)])
def test_a_series_that_begins_in_an_odd_hour_keeps_its_wall_time(first):
    hours = make_hours()
    weekly(hours, SUNDAY, "02:30", "03:30", valid_from=first)
    found = shown(hours, first, first + dt.timedelta(days=15))
    assert [start[11:16] for start, _ in found[1:]] == ["02:30", "02:30"]
    assert [end[11:16] for _, end in found] == ["03:30"] * 3


def test_the_whole_day_is_one_line_from_midnight_to_midnight():
    hours = make_hours()
    weekly(hours, SUNDAY, "00:00", "00:00")
    lengths = [
        occurrences(hours, day, day + dt.timedelta(days=1))[0].period.minutes
        for day in (dt.date(2027, 3, 28), dt.date(2027, 10, 31), dt.date(2027, 6, 6))
    ]
    assert lengths == [23 * 60, 25 * 60, 24 * 60]


def test_months_years_and_the_29th_of_february_have_no_gap():
    hours = make_hours()
    for weekday in range(7):
        weekly(hours, weekday, "08:00", "20:00")
    days = [one.day for one in occurrences(hours, dt.date(2027, 12, 30), dt.date(2028, 3, 2))]
    assert days == [dt.date(2027, 12, 30) + dt.timedelta(days=n) for n in range(63)]
    assert dt.date(2028, 2, 29) in days


def test_validity_includes_both_of_its_days():
    hours = make_hours()
    weekly(
        hours, MONDAY, "22:00", "02:00",
        valid_from=dt.date(2027, 3, 1), valid_until=dt.date(2027, 3, 15),
    )  # fmt: skip
    days = [one.day.day for one in occurrences(hours, dt.date(2027, 2, 1), dt.date(2027, 5, 1))]
    assert days == [1, 8, 15]


def test_midnight_opening_after_the_last_day_does_not_come_back():
    hours = make_hours()
    weekly(hours, TUESDAY, "00:00", "12:00", valid_until=dt.date(2027, 3, 15))
    days = [one.day.day for one in occurrences(hours, dt.date(2027, 3, 1), dt.date(2027, 4, 1))]
    assert days == [2, 9]


def test_a_line_without_any_day_is_refused_and_leaves_nothing():
    hours = make_hours()
    with pytest.raises(Malformed):
        weekly(hours, MONDAY, "09:00", "10:00", valid_until=dt.date(2027, 1, 2))
    assert not HoursEntry.objects.exists()


def test_a_cancelled_date_is_left_out():
    hours = make_hours()
    entry = weekly(hours, MONDAY, "09:00", "17:00")
    cancel_occurrence(entry, day=dt.date(2027, 3, 29))
    days = [one.day for one in occurrences(hours, dt.date(2027, 3, 22), dt.date(2027, 4, 6))]
    assert days == [dt.date(2027, 3, 22), dt.date(2027, 4, 5)]


def test_a_date_that_the_series_does_not_have_cannot_be_cancelled():
    entry = weekly(make_hours(), MONDAY, "09:00", "17:00")
    with pytest.raises(NotFound):
        cancel_occurrence(entry, day=dt.date(2027, 3, 30))
    assert not entry.event.occurrence_set.exists()


def test_a_moved_date_shows_once_wherever_one_looks():
    hours = make_hours()
    entry = weekly(hours, MONDAY, "09:00", "17:00")
    move_occurrence(
        entry,
        day=dt.date(2027, 3, 29),
        to_day=dt.date(2027, 3, 31),
        times=(dt.time(10), dt.time(12)),
    )
    moved = ("2027-03-31 10:00 +0200", "2027-03-31 12:00 +0200")
    assert shown(hours, dt.date(2027, 3, 29), dt.date(2027, 3, 30)) == []
    assert shown(hours, dt.date(2027, 3, 31), dt.date(2027, 4, 1)) == [moved]
    assert shown(hours, dt.date(2027, 1, 1), dt.date(2028, 1, 1)).count(moved) == 1


def test_splitting_a_series_keeps_its_past_and_its_cancelled_dates():
    hours = make_hours()
    entry = weekly(hours, MONDAY, "09:00", "17:00")
    for day in (dt.date(2027, 3, 1), dt.date(2027, 3, 22)):
        cancel_occurrence(entry, day=day)
    line = WeeklyLine(
        weekday=MONDAY, opens=dt.time(10), closes=dt.time(18), valid_from=JANUARY, id=entry.pk
    )
    change_line(entry, line, from_day=dt.date(2027, 3, 15))
    assert shown(hours, dt.date(2027, 2, 22), dt.date(2027, 3, 30)) == [
        ("2027-02-22 09:00 +0100", "2027-02-22 17:00 +0100"),
        ("2027-03-08 09:00 +0100", "2027-03-08 17:00 +0100"),
        ("2027-03-15 10:00 +0100", "2027-03-15 18:00 +0100"),
        ("2027-03-29 10:00 +0200", "2027-03-29 18:00 +0200"),
    ]


def test_a_date_moved_beyond_the_end_of_its_series_does_not_haunt():
    hours = make_hours()
    entry = weekly(hours, MONDAY, "09:00", "17:00")
    move_occurrence(entry, day=dt.date(2027, 3, 29), times=(dt.time(10), dt.time(12)))
    end_entry(entry, last_day=dt.date(2027, 3, 20))
    assert shown(hours, dt.date(2027, 3, 21), dt.date(2027, 6, 1)) == []


def test_a_day_set_apart_and_given_back_to_the_week():
    hours = make_hours()
    weekly(hours, MONDAY, "09:00", "12:00")
    weekly(hours, MONDAY, "14:00", "18:00")
    before = shown(hours, dt.date(2027, 3, 1), dt.date(2027, 4, 12))
    day = dt.date(2027, 3, 29)
    set_day(hours, day=day, times=[(dt.time(10), dt.time(16))])
    assert shown(hours, day, day + dt.timedelta(days=1)) == [
        ("2027-03-29 10:00 +0200", "2027-03-29 16:00 +0200")
    ]
    [special] = special_days(hours, since=dt.date(2027, 3, 1))
    assert (special.day, len(special.periods)) == (day, 1)
    set_day(hours, day=day, times=[])
    assert shown(hours, day, day + dt.timedelta(days=1)) == []
    clear_day(hours, day=day)
    assert shown(hours, dt.date(2027, 3, 1), dt.date(2027, 4, 12)) == before
    assert special_days(hours, since=dt.date(2027, 3, 1)) == []


def test_a_single_opening_stands_on_its_date_only():
    hours = make_hours()
    add_once(hours, day=dt.date(2027, 10, 30), opens=dt.time(20), closes=dt.time(2, 30))
    assert shown(hours, dt.date(2027, 1, 1), dt.date(2028, 1, 1)) == [
        ("2027-10-30 20:00 +0200", "2027-10-31 02:30 +0100")
    ]


def test_lines_read_back_as_they_were_written():
    hours = make_hours()
    entry = weekly(
        hours, SUNDAY, "22:00", "02:00",
        valid_from=dt.date(2027, 7, 5), valid_until=dt.date(2027, 12, 31), season="holidays",
    )  # fmt: skip
    assert weekly_lines(hours, on_or_after=JANUARY) == [
        WeeklyLine(
            id=entry.pk,
            weekday=SUNDAY,
            opens=dt.time(22),
            closes=dt.time(2),
            valid_from=dt.date(2027, 7, 11),
            valid_until=dt.date(2027, 12, 31),
            season="holidays",
        )
    ]
    assert weekly_lines(hours, on_or_after=dt.date(2028, 1, 1)) == []


def test_closing_as_the_repeated_hour_begins_is_its_first_passing():
    hours = make_hours()
    weekly(hours, SATURDAY, "22:00", "02:00")
    weekly(hours, SUNDAY, "12:00", "13:00")
    found = shown(hours, dt.date(2027, 10, 30), dt.date(2027, 10, 31))
    assert found == [("2027-10-30 22:00 +0200", "2027-10-31 02:00 +0200")]
