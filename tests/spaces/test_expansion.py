"""Open intervals: holidays, seasons and closures applied, the past left alone, nothing twice."""

import datetime as dt

import pytest
from celery import current_app
from django.db import IntegrityError, transaction

from core import clock
from core.period import Period
from spaces.expansion import expand, expand_from
from spaces.models import Closure, OpenInterval, SchoolHoliday
from spaces.recurrence import add_once, add_weekly, end_entry
from spaces.tasks import expand_hours
from tests.spaces.builders import local, make_hours, make_site

pytestmark = pytest.mark.django_db

JANUARY = dt.date(2027, 1, 1)


def every_day(hours, opens="09:00", closes="18:00", **more):
    return [
        add_weekly(
            hours,
            weekday=weekday,
            opens=dt.time.fromisoformat(opens),
            closes=dt.time.fromisoformat(closes),
            valid_from=JANUARY,
            **more,
        )
        for weekday in range(7)
    ]


def stored(hours):
    return [
        (local(hours, row.period.lower), local(hours, row.period.upper))
        for row in hours.intervals.order_by("period")
    ]


def days_stored(hours):
    return [start[:10] for start, _ in stored(hours)]


def test_public_holidays_are_closed_where_the_site_says_so():
    hours = make_hours()
    every_day(hours)
    expand(hours, since=dt.date(2027, 5, 4), until=dt.date(2027, 5, 10))
    assert days_stored(hours) == ["2027-05-04", "2027-05-05", "2027-05-07", "2027-05-09"]


def test_public_holidays_are_open_where_the_site_says_so():
    hours = make_hours(make_site(closes_on_public_holidays=False))
    every_day(hours)
    expand(hours, since=dt.date(2027, 5, 4), until=dt.date(2027, 5, 10))
    assert len(days_stored(hours)) == 6


def test_an_opening_set_for_a_public_holiday_stands():
    hours = make_hours()
    every_day(hours)
    add_once(hours, day=dt.date(2027, 5, 6), opens=dt.time(14), closes=dt.time(16))
    expand(hours, since=dt.date(2027, 5, 6), until=dt.date(2027, 5, 7))
    assert stored(hours) == [("2027-05-06 14:00 +0200", "2027-05-06 16:00 +0200")]


def test_seasons_follow_the_school_zone_of_the_site():
    hours = make_hours()
    every_day(hours, season="term")
    every_day(hours, "10:00", "12:00", season="holidays")
    for zone, first in (("B", 13), ("A", 6)):
        SchoolHoliday.objects.create(
            zone=zone,
            name="Hiver",
            first_day=dt.date(2027, 2, first),
            last_day=dt.date(2027, 2, first + 1),
        )
    expand(hours, since=dt.date(2027, 2, 12), until=dt.date(2027, 2, 16))
    assert [start[11:16] for start, _ in stored(hours)] == ["09:00", "10:00", "10:00", "09:00"]


def test_a_closure_cuts_what_it_covers_and_no_other_site():
    hours, other = make_hours(), make_hours(make_site("fablab"))
    for one in (hours, other):
        every_day(one)
    Closure.objects.create(
        site=hours.site,
        starts_at=dt.datetime(2027, 6, 1, 10, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 6, 2, 10, tzinfo=dt.UTC),
        reason_fr="Coupure de courant",
    )
    for one in (hours, other):
        expand(one, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 3))
    assert stored(hours) == [
        ("2027-06-01 09:00 +0200", "2027-06-01 12:00 +0200"),
        ("2027-06-02 12:00 +0200", "2027-06-02 18:00 +0200"),
    ]
    assert len(stored(other)) == 2


def test_touching_and_overlapping_lines_become_one_interval():
    hours = make_hours()
    every_day(hours, "09:00", "12:00")
    every_day(hours, "12:00", "18:00")
    every_day(hours, "17:00", "19:00")
    expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 2))
    assert stored(hours) == [("2027-06-01 09:00 +0200", "2027-06-01 19:00 +0200")]


def test_expanding_twice_writes_once():
    hours = make_hours()
    every_day(hours)
    written = expand_from(hours, dt.date(2027, 6, 1))
    rows = set(hours.intervals.values_list("pk", flat=True))
    assert written == len(rows) > 380
    assert expand_from(hours, dt.date(2027, 6, 1)) == 0
    assert set(hours.intervals.values_list("pk", flat=True)) == rows


def test_a_change_rewrites_only_the_days_that_differ():
    hours = make_hours()
    every_day(hours)
    expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 8))
    rows = {row.period.lower.day: row.pk for row in hours.intervals.all()}
    add_once(hours, day=dt.date(2027, 6, 3), opens=dt.time(20), closes=dt.time(22))
    assert expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 8)) == 1
    assert set(rows.values()) < set(hours.intervals.values_list("pk", flat=True))


def test_the_past_stays_as_it_was_written():
    hours = make_hours()
    entries = every_day(hours)
    expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 8))
    for entry in entries:
        end_entry(entry, last_day=dt.date(2026, 12, 31))
    expand(hours, since=dt.date(2027, 6, 4), until=dt.date(2027, 6, 8))
    assert days_stored(hours) == ["2027-06-01", "2027-06-02", "2027-06-03"]


def test_a_night_that_is_under_way_keeps_its_past_half():
    hours = make_hours()
    entries = every_day(hours, "22:00", "02:00")
    expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 8))
    before = stored(hours)
    assert expand(hours, since=dt.date(2027, 6, 4), until=dt.date(2027, 6, 8)) == 0
    assert stored(hours) == before
    for entry in entries:
        end_entry(entry, last_day=dt.date(2026, 12, 31))
    expand(hours, since=dt.date(2027, 6, 4), until=dt.date(2027, 6, 8))
    assert stored(hours)[-1] == ("2027-06-03 22:00 +0200", "2027-06-04 00:00 +0200")


def test_the_nightly_task_is_known_by_name_and_rolls_on(monkeypatch):
    hours = make_hours()
    every_day(hours)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2027, 6, 1, 1, tzinfo=dt.UTC))
    assert "spaces.tasks.expand_hours" in current_app.tasks
    expand_hours()
    last = days_stored(hours)[-1]
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2027, 6, 2, 1, tzinfo=dt.UTC))
    assert expand_hours() == 1
    assert last == "2028-07-04"
    assert days_stored(hours)[-1] == "2028-07-05"


def test_today_is_the_day_of_the_site_not_of_greenwich(monkeypatch):
    hours = make_hours(make_site(time_zone="Pacific/Auckland"))
    every_day(hours)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2027, 6, 1, 13, tzinfo=dt.UTC))
    expand_hours()
    assert days_stored(hours)[0] == "2027-06-02"


def test_the_table_refuses_overlapping_intervals():
    hours = make_hours()
    period = Period(
        dt.datetime(2027, 6, 1, 8, tzinfo=dt.UTC), dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)
    )
    OpenInterval.objects.create(hours=hours, period=period.as_range())
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenInterval.objects.create(hours=hours, period=period.as_range())
    assert OpenInterval.objects.count() == 1
