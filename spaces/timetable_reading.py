"""A timetable as people read it: its weekly lines and the dates set apart from the week."""

import datetime as dt
from zoneinfo import ZoneInfo

from core.period import Period
from spaces.models import Hours, HoursEntry
from spaces.recurrence import occurrences
from spaces.timetable import SpecialDay, WeeklyLine, day_of, times_of


def weekly_lines(hours: Hours, *, on_or_after: dt.date) -> list[WeeklyLine]:
    """The lines that stand on `on_or_after` or later, by weekday and time."""
    zone = hours.site.zone
    entries = hours.entries.filter(event__rule__isnull=False).select_related("event")
    lines = [_line(entry, zone) for entry in entries]
    standing = [line for line in lines if (line.valid_until or dt.date.max) >= on_or_after]
    return sorted(standing, key=lambda line: (line.weekday, line.opens, line.valid_from))


def special_days(hours: Hours, *, since: dt.date) -> list[SpecialDay]:
    """The dates from `since` on whose hours were set apart, with what stands then."""
    zone = hours.site.zone
    days = set()
    for entry in hours.entries.select_related("event").prefetch_related("event__occurrence_set"):
        if entry.event.rule_id is None:
            days.add(day_of(entry.event.start, zone))
        days.update(day_of(row.original_start, zone) for row in entry.event.occurrence_set.all())
    return [
        SpecialDay(
            day=day,
            periods=tuple(
                opening.period for opening in occurrences(hours, day, day + dt.timedelta(days=1))
            ),
        )
        for day in sorted(day for day in days if day >= since)
    ]


def _line(entry: HoursEntry, zone: ZoneInfo) -> WeeklyLine:
    event = entry.event
    opens, closes = times_of(Period(event.start, event.end), zone)
    first = day_of(event.start, zone)
    until = event.end_recurring_period
    return WeeklyLine(
        id=entry.pk,
        weekday=first.weekday(),
        opens=opens,
        closes=closes,
        valid_from=first,
        valid_until=None if until is None else day_of(until, zone),
        season=entry.season,
    )
