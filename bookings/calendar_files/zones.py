"""VTIMEZONE: what a zone's clocks did and will do in some years, as RFC 5545 wants it written.

icalendar's own `Timezone.from_tzid` (7.3.0) writes the start of summer time on the clock that it
leads to; RFC 5545, 3.6.5 wants the clock that it leaves, so the first hour of summer was wrong.
"""

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The moment a clock is changed: the wall time it leaves, and both offsets from UTC."""

    left_at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool


@functools.cache
def zone_component(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of a zone, right for every day of those years."""
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    key = attrgetter("is_summer", "before", "after", "name", "left_at.month")
    changes = sorted(_changes(zone, first_year - 1, last_year), key=key)
    for _, alike in groupby(changes, key=key):
        component.add_component(_observance(list(alike)))
    if not changes:
        component.add_component(_observance([_never_changed(zone, first_year)]))
    return component


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[Change]:
    day = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    while day.year <= last_year:
        if _offset(day, zone) != _offset(day + _DAY, zone):
            yield _change_between(day, day + _DAY, zone)
        day += _DAY


def _change_between(low: dt.datetime, high: dt.datetime, zone: ZoneInfo) -> Change:
    """Halved to the second: `high` is the first instant on the new clock."""
    before = _offset(low, zone)
    while high - low > dt.timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    high = high.replace(microsecond=0)
    after = high.astimezone(zone)
    return Change(
        left_at=(high + before).replace(tzinfo=None),
        before=before,
        after=_offset(high, zone),
        name=after.tzname() or zone.key,
        is_summer=bool(after.dst()),
    )


def _never_changed(zone: ZoneInfo, year: int) -> Change:
    start = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    offset, name = _offset(start, zone), start.astimezone(zone).tzname() or zone.key
    return Change(
        left_at=start.replace(tzinfo=None), before=offset, after=offset, name=name, is_summer=False
    )


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _observance(changes: list[Change]) -> TimezoneDaylight | TimezoneStandard:
    """As a yearly rule where all are a month's last such day: what every programme reads."""
    first = changes[0]
    part = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    part.add("dtstart", first.left_at)
    part.add("tzname", first.name)
    part.add("tzoffsetfrom", first.before)
    part.add("tzoffsetto", first.after)
    if len({_yearly(change.left_at) for change in changes}) == 1 and len(changes) > 1:
        month, day = _yearly(first.left_at)[:2]
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
    elif len(changes) > 1:
        part.add("rdate", [change.left_at for change in changes[1:]])
    return part


def _yearly(left_at: dt.datetime) -> tuple[int, str, dt.time]:
    """The month, which of its days (-1SU: the last Sunday), and the time."""
    is_last = (left_at + 7 * _DAY).month != left_at.month
    number = -1 if is_last else (left_at.day - 1) // 7 + 1
    return left_at.month, f"{number}{_DAYS[left_at.weekday()]}", left_at.time()
