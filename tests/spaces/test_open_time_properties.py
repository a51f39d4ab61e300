"""Open time against an oracle that walks the wall clock by quarters and knows no scheduler."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from core.period import Period
from spaces.expansion import open_periods
from spaces.models import Closure, SchoolHoliday
from spaces.recurrence import add_once, add_weekly, cancel_occurrence, move_occurrence
from tests.spaces.builders import make_hours, make_site

pytestmark = pytest.mark.django_db

QUARTER = dt.timedelta(minutes=15)
DAY = dt.timedelta(days=1)
# Both changes of the clock, a half-hour one, one at 2:45, and the other hemisphere.
ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham")
SPRING, AUTUMN = dt.date(2027, 3, 8), dt.date(2027, 10, 25)
BREAK = (dt.date(2027, 3, 27), dt.date(2027, 10, 31))
HOLIDAYS = (dt.date(2027, 3, 29), dt.date(2027, 11, 1), dt.date(2027, 11, 11))

quarters = st.integers(0, 95).map(lambda n: dt.time(n // 4, n % 4 * 15))


@dataclass
class Line:
    """A weekly line as a human would note it on paper."""

    weekday: int
    opens: dt.time
    closes: dt.time
    valid_until: dt.date | None
    season: str
    cancelled: set[int] = field(default_factory=set)
    moved: dict[int, tuple[int, dt.time, dt.time]] = field(default_factory=dict)


@dataclass
class Case:
    zone: ZoneInfo
    first: dt.date
    days: int
    lines: list[Line]
    once: list[tuple[int, dt.time, dt.time]]
    closures: list[tuple[int, int]]
    closes_on_holidays: bool

    def date_of(self, line: Line, week: int) -> dt.date:
        monday = self.first - dt.timedelta(days=self.first.weekday())
        return monday + dt.timedelta(days=line.weekday, weeks=week)

    def exists(self, line: Line, day: dt.date) -> bool:
        return line.valid_until is None or day <= line.valid_until


@st.composite
def cases(draw):
    first = draw(st.sampled_from((SPRING, AUTUMN))) + dt.timedelta(days=draw(st.integers(-9, 25)))
    days = draw(st.integers(1, 21))
    line = st.builds(
        Line,
        weekday=st.integers(0, 6),
        opens=quarters,
        closes=quarters,
        valid_until=st.none() | st.integers(-3, 25).map(lambda n: first + dt.timedelta(days=n)),
        season=st.sampled_from(("always", "term", "holidays")),
        cancelled=st.sets(st.integers(0, 3), max_size=2),
        moved=st.dictionaries(
            st.integers(0, 3), st.tuples(st.integers(-4, 24), quarters, quarters), max_size=2
        ),
    )
    return Case(
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        first=first,
        days=days,
        lines=draw(st.lists(line, min_size=1, max_size=4)),
        once=draw(st.lists(st.tuples(st.integers(-2, 22), quarters, quarters), max_size=2)),
        closures=draw(st.lists(st.tuples(st.integers(-96, 2000), st.integers(1, 300)), max_size=2)),
        closes_on_holidays=draw(st.booleans()),
    )


def walk(case, day, opens, closes):
    """The quarters from the first at which the wall shows `opens` to the last before `closes`."""
    start = dt.datetime.combine(day, opens)
    end = dt.datetime.combine(day if closes > opens else day + DAY, closes)
    middle = dt.datetime.combine(day, dt.time(12), dt.UTC)
    instants = [middle + QUARTER * n for n in range(-4 * 40, 4 * 60)]
    walls = [at.astimezone(case.zone).replace(tzinfo=None) for at in instants]
    since = next(n for n, wall in enumerate(walls) if wall >= start)
    until = max(n for n, wall in enumerate(walls) if wall < end)
    return set(instants[since : until + 1])


def expected(case):
    """Every open quarter of the window, day by day."""
    by_rule, by_hand = set(), set()
    for line in case.lines:
        for week in range(-2, 6):
            day = case.date_of(line, week)
            if not case.exists(line, day):
                continue
            if week in line.moved:
                to, opens, closes = line.moved[week]
                by_hand |= walk(case, case.first + dt.timedelta(days=to), opens, closes)
            elif week not in line.cancelled and in_season(line, day):
                by_rule |= walk(case, day, line.opens, line.closes)
    for offset, opens, closes in case.once:
        by_hand |= walk(case, case.first + dt.timedelta(days=offset), opens, closes)
    if case.closes_on_holidays:
        by_rule = {at for at in by_rule if at.astimezone(case.zone).date() not in HOLIDAYS}
    return {at for at in by_rule | by_hand if in_window(case, at) and not is_shut(case, at)}


def in_season(line, day):
    return line.season == "always" or (line.season == "holidays") == (BREAK[0] <= day <= BREAK[1])


def in_window(case, at):
    day = at.astimezone(case.zone).date()
    return case.first <= day < case.first + dt.timedelta(days=case.days)


def shut_period(case, start, length):
    midnight = dt.datetime.combine(case.first, dt.time(), dt.UTC)
    return Period(midnight + QUARTER * start, midnight + QUARTER * (start + length))


def is_shut(case, at):
    return any(shut_period(case, *closure).holds(at) for closure in case.closures)


def write(case):
    """The same case through the door of the scheduler."""
    site = make_site(time_zone=case.zone.key, closes_on_public_holidays=case.closes_on_holidays)
    hours = make_hours(site)
    SchoolHoliday.objects.create(zone="B", name="Pause", first_day=BREAK[0], last_day=BREAK[1])
    for line in case.lines:
        entry = add_weekly(
            hours,
            weekday=line.weekday,
            opens=line.opens,
            closes=line.closes,
            valid_from=dt.date(2027, 1, 4),
            valid_until=line.valid_until,
            season=line.season,
        )
        set_apart(case, line, entry)
    for offset, opens, closes in case.once:
        add_once(hours, day=case.first + dt.timedelta(days=offset), opens=opens, closes=closes)
    for closure in case.closures:
        period = shut_period(case, *closure)
        Closure.objects.create(
            site=site, starts_at=period.starts_at, ends_at=period.ends_at, reason_fr="Travaux"
        )
    return hours


def set_apart(case, line, entry):
    for week in line.cancelled - line.moved.keys():
        if case.exists(line, case.date_of(line, week)):
            cancel_occurrence(entry, day=case.date_of(line, week))
    for week, (to, opens, closes) in line.moved.items():
        if case.exists(line, case.date_of(line, week)):
            to_day = case.first + dt.timedelta(days=to)
            day = case.date_of(line, week)
            move_occurrence(entry, day=day, to_day=to_day, times=(opens, closes))


def plain_moves(case):
    """Times set by hand must exist on their night: the house refuses others."""
    by_hand = [*case.once, *(move for line in case.lines for move in line.moved.values())]
    return all(
        walk_or_none(case, case.first + dt.timedelta(days=offset), opens, closes)
        for offset, opens, closes in by_hand
    )


def walk_or_none(case, day, opens, closes):
    return len(walk(case, day, opens, closes)) > 0


def quarters_of(periods):
    found = []
    for period in periods:
        at = period.starts_at
        while at < period.ends_at:
            found.append(at)
            at += QUARTER
    return found


@settings(max_examples=250, deadline=None, print_blob=True)
@given(cases().filter(plain_moves))
def test_open_time_is_what_the_wall_clock_says(case):
    with transaction.atomic():
        hours = write(case)
        until = case.first + dt.timedelta(days=case.days)
        found = quarters_of(open_periods(hours, since=case.first, until=until))
        transaction.set_rollback(True)
    assert len(found) == len(set(found))
    assert set(found) == expected(case)
