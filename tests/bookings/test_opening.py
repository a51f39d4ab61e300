"""Changing hours, special days and days off: who is touched, what is written, what stays."""

import datetime as dt

import pytest

from accounts.models import Person, Role, RoleAssignment
from bookings.services.opening import (
    change_days_off,
    change_hours,
    change_school_holidays,
    clear_special_day,
    rehearse,
    set_special_day,
)
from core import locks
from core.errors import Malformed, NotAllowed, NotFound
from core.models import AuditEntry
from equipment.models import Authorisation, Category, Requirement
from spaces.expansion import expand_from
from spaces.models import Closure, Hours, Kind, OpenInterval, Resource
from spaces.recurrence import add_weekly
from spaces.timetable import WeeklyLine
from spaces.timetable_reading import weekly_lines
from tests.bookings.march import NOW, TODAY, intervals, make_offer, shut
from tests.spaces.builders import make_hours

pytestmark = pytest.mark.django_db


def lines_of(hours):
    return weekly_lines(hours, on_or_after=TODAY)


def with_times(line, opens, closes):
    return WeeklyLine(
        id=line.id,
        weekday=line.weekday,
        opens=opens,
        closes=closes,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
        season=line.season,
    )


def test_shorter_hours_touch_who_is_left_outside(hours, book, director):
    early = book("09T09:00", "09T10:00")
    late = book("09T16:00", "09T18:00")
    other_day = book("10T16:00", "10T18:00")
    lines = [
        with_times(line, line.opens, dt.time(17)) if line.weekday == 1 else line
        for line in lines_of(hours)
    ]
    assert change_hours(hours, entries=lines, by=director, now=NOW) == [late]
    assert early != other_day
    assert [line.closes for line in lines_of(hours)] == [
        dt.time(17) if weekday == 1 else dt.time(18) for weekday in range(6)
    ]


def test_who_stood_outside_before_is_not_touched_by_an_unrelated_change(hours, book, director):
    book("09T19:00", "09T20:00")
    lines = [line for line in lines_of(hours) if line.weekday != 5]
    assert change_hours(hours, entries=lines, by=director, now=NOW) == []


def test_unchanged_lines_write_nothing(hours, director):
    before = intervals()
    entries = set(hours.entries.values_list("pk", flat=True))
    rows = set(OpenInterval.objects.values_list("pk", flat=True))
    change_hours(hours, entries=lines_of(hours), by=director, now=NOW)
    assert (intervals(), set(hours.entries.values_list("pk", flat=True))) == (before, entries)
    assert set(OpenInterval.objects.values_list("pk", flat=True)) == rows


def test_lines_of_other_hours_are_refused(hours, director):
    other = make_hours(hours.site, is_default=False, name="Atelier")
    before = intervals()
    with pytest.raises(NotFound):
        change_hours(other, entries=lines_of(hours), by=director, now=NOW)
    assert intervals() == before


def test_a_special_day_and_back(hours, book, director):
    morning = book("09T09:00", "09T10:00")
    noon = book("09T11:00", "09T12:00")
    before = intervals()
    day = dt.date(2027, 3, 9)
    touched = set_special_day(
        hours, day=day, times=[(dt.time(10, 30), dt.time(18))], by=director, now=NOW
    )
    assert touched == [morning]
    assert set_special_day(hours, day=day, times=[], by=director, now=NOW) == [noon]
    assert clear_special_day(hours, day=day, by=director, now=NOW) == []
    assert [one[1:] for one in intervals()] == [one[1:] for one in before]
    with pytest.raises(Malformed):
        set_special_day(hours, day=TODAY - dt.timedelta(days=1), times=[], by=director, now=NOW)


def test_hours_of_an_offer_touch_only_that_offer(hours, book, director):
    own = make_hours(hours.site, is_default=False, name="Atelier")
    add_weekly(own, weekday=1, opens=dt.time(9), closes=dt.time(18), valid_from=TODAY)
    expand_from(own, TODAY)
    inside = book("09T10:00", "09T11:00", offer=make_offer(hours, hours=own))
    book("09T10:00", "09T11:00")
    assert change_hours(own, entries=[], by=director, now=NOW) == [inside]


def test_a_manager_away_touches_those_who_need_one(hours, book, director, resident):
    attended = make_hours(hours.site, kind=Hours.HoursKind.ATTENDED, name="Fab manager")
    add_weekly(attended, weekday=1, opens=dt.time(9), closes=dt.time(18), valid_from=TODAY)
    expand_from(attended, TODAY)
    category = Category.objects.create(code="laser", name_fr="Laser")
    offer = make_offer(hours)
    Requirement.objects.create(offer=offer, category=category, mode="accompanied")
    needing = book("09T10:00", "09T11:00", offer=offer)
    book("09T10:00", "09T11:00")
    day = dt.date(2027, 3, 9)

    def stay_away():
        return set_special_day(attended, day=day, times=[], by=director, now=NOW)

    assert rehearse(stay_away) == [needing]
    Authorisation.objects.create(
        person=resident, category=category, given_by=director, given_at=NOW
    )
    assert stay_away() == []


def test_opening_on_public_holidays_no_more_touches_easter_monday(hours, book, director):
    site = hours.site
    keep = {"school_zone": "B", "by": director, "now": NOW}
    assert change_days_off(site, closes_on_public_holidays=False, **keep) == []
    easter = book("29T10:00", "29T11:00")
    assert change_days_off(site, closes_on_public_holidays=True, **keep) == [easter]


def test_imported_school_holidays_touch_term_time(hours, book, director):
    term = WeeklyLine(
        weekday=6, opens=dt.time(9), closes=dt.time(12), valid_from=TODAY, season="term"
    )
    change_hours(hours, entries=[*lines_of(hours), term], by=director, now=NOW)
    sunday = book("14T10:00", "14T11:00")
    content = b"nom;premier jour;dernier jour;zone\nHiver;13/03/2027;28/03/2027;B\n"
    count, touched = change_school_holidays(content, by=director, now=NOW)
    assert (count, touched) == (1, [sunday])


def test_a_rehearsal_tells_the_same_and_leaves_nothing(hours, book, director):
    booking = book("09T10:00", "09T11:00")
    before, acts = intervals(), AuditEntry.objects.count()

    def close():
        return shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)

    assert rehearse(close).touched == [booking]
    assert (intervals(), AuditEntry.objects.count()) == (before, acts)
    assert not Closure.objects.exists()
    assert close().touched == [booking]


def test_only_the_direction_changes_open_time(hours, resident):
    before = intervals()
    fab_manager = Person.objects.create(name="Fab manager")
    RoleAssignment.objects.create(person=fab_manager, role=Role.FAB_MANAGER, site=hours.site)
    for person in (resident, fab_manager):
        with pytest.raises(NotAllowed):
            shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", person)
        with pytest.raises(NotAllowed):
            change_hours(hours, entries=[], by=person, now=NOW)
    assert intervals() == before
    assert not AuditEntry.objects.exists()


def test_the_act_is_kept_with_ids_only(hours, book, director):
    booking = book("09T10:00", "09T11:00")
    closed = shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id, entry.by_id) == (
        "closure.created",
        closed.closure.pk,
        director.pk,
    )
    assert entry.changes == {"touched": [str(booking.pk)]}


def test_resources_are_locked_before_hours(hours, director):
    Resource.objects.create(site=hours.site, kind=Kind.DESK, name_fr="Bureau 1")
    with locks.recorded() as labels:
        shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)
    assert labels == ["spaces.Resource", "spaces.Hours"]


def test_what_was_open_before_today_stays_written(hours, director):
    later = NOW + dt.timedelta(days=14)
    past = [one for one in intervals() if one[2] < later - dt.timedelta(days=1)]
    change_hours(hours, entries=[], by=director, now=later)
    assert intervals() == past
