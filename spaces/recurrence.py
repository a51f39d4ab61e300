"""The one door to django-scheduler, whose tables say when doors open.

Each weekly line is one event with a plain weekly rule, anchored on its own weekday: the scheduler
takes the weekdays of a rule from UTC, and keeps only one of several. It is asked in the site's zone
and for days only; times are read from the wall clock, so that they stand on the nights of the
change. A series is never edited: it ends and another begins, because moving its start would revive
what had been cancelled.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from schedule.models.calendars import Calendar
from schedule.models.events import Event, Occurrence
from schedule.models.rules import Rule

from core.errors import Malformed, NotFound
from core.ids import uuid7
from core.period import Period
from spaces.models import Hours, HoursEntry, Site
from spaces.timetable import Opening, Times, WeeklyLine, day_of, times_of
from spaces.wall_time import instant, wall_period

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
_MARGIN = 2 * _DAY


def create_hours(site: Site, *, kind: str, name: str, is_default: bool = True) -> Hours:
    """A named set of hours with nothing in it yet."""
    return Hours.objects.create(
        site=site, kind=kind, name=name, is_default=is_default, calendar=create_calendar(name)
    )


def create_calendar(name: str) -> Calendar:
    calendar: Calendar = Calendar.objects.create(name=name, slug=uuid7().hex)
    return calendar


def add_weekly(
    hours: Hours,
    *,
    weekday: int,
    opens: dt.time,
    closes: dt.time,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    season: str = HoursEntry.Season.ALWAYS,
) -> HoursEntry:
    """Open every `weekday` from its first date on or after `valid_from`.

    Raises Malformed when the line has no day at all.
    """
    first = valid_from + dt.timedelta(days=(weekday - valid_from.weekday()) % 7)
    if valid_until is not None and valid_until < first:
        message = _("Cette plage n’a aucun jour entre ses deux dates.")
        raise Malformed(message, code="line_without_day")
    if not _anchors(first, opens, closes, hours.site.zone):
        entry = add_once(hours, day=first, opens=opens, closes=closes, season=season)
        first += _WEEK
        if valid_until is not None and valid_until < first:
            return entry
    event = _event(hours, first, opens, closes, rule=_weekly_rule())
    entry = HoursEntry.objects.create(hours=hours, event=event, season=season)
    end_entry(entry, last_day=valid_until)
    return entry


def add_once(
    hours: Hours,
    *,
    day: dt.date,
    opens: dt.time,
    closes: dt.time,
    season: str = HoursEntry.Season.ALWAYS,
) -> HoursEntry:
    """Open on one date only."""
    event = _event(hours, day, opens, closes, rule=None)
    return HoursEntry.objects.create(hours=hours, event=event, season=season)


def end_entry(entry: HoursEntry, *, last_day: dt.date | None) -> None:
    """Let a series stop after `last_day` (None: never); what would begin later goes altogether."""
    event, zone = entry.event, entry.hours.site.zone
    if last_day is not None and last_day < day_of(event.start, zone):
        event.delete()
        return
    if event.rule_id is None:
        return
    until = None if last_day is None else instant(last_day + _DAY, dt.time(), zone)
    event.end_recurring_period = None if until is None else until - dt.timedelta(minutes=1)
    event.save(update_fields=("end_recurring_period", "updated_on"))
    if until is not None:
        event.occurrence_set.filter(original_start__gte=until).delete()


def change_line(entry: HoursEntry, line: WeeklyLine, *, from_day: dt.date) -> HoursEntry:
    """End the series before `from_day` and begin the changed one; dates set apart stay so."""
    hours, zone = entry.hours, entry.hours.site.zone
    kept = [
        row
        for row in entry.event.occurrence_set.all()
        if day_of(row.original_start, zone) >= from_day
    ]
    end_entry(entry, last_day=from_day - _DAY)
    changed = add_weekly(
        hours,
        weekday=line.weekday,
        opens=line.opens,
        closes=line.closes,
        valid_from=max(from_day, line.valid_from),
        valid_until=line.valid_until,
        season=line.season,
    )
    for row in kept:
        _carry_over(row, changed, zone)
    return changed


def cancel_occurrence(entry: HoursEntry, *, day: dt.date) -> None:
    """Leave out the one date `day` of a series. Raises NotFound when it has no such date."""
    occurrence = _occurrence_on(entry, day)
    occurrence.cancelled = True
    occurrence.save()


def move_occurrence(
    entry: HoursEntry, *, day: dt.date, times: Times, to_day: dt.date | None = None
) -> None:
    """Give one date of a series other times, or another day. Raises NotFound, Malformed."""
    occurrence = _occurrence_on(entry, day)
    period = _period(to_day or day, *times, entry.hours.site.zone)
    occurrence.cancelled = False
    occurrence.start, occurrence.end = period.starts_at, period.ends_at
    occurrence.save()


def set_day(hours: Hours, *, day: dt.date, times: Sequence[Times]) -> None:
    """Let exactly these times stand on `day`, whatever the week says; none means closed."""
    clear_day(hours, day=day)
    left = list(times)
    for entry in hours.entries.filter(event__rule__isnull=False).select_related("event__rule"):
        if _find_occurrence_on(entry, day) is None:
            continue
        if left:
            move_occurrence(entry, day=day, times=left.pop(0))
        else:
            cancel_occurrence(entry, day=day)
    for opens, closes in left:
        add_once(hours, day=day, opens=opens, closes=closes)


def clear_day(hours: Hours, *, day: dt.date) -> None:
    """Let `day` follow the week again."""
    for entry in hours.entries.select_related("event"):
        if entry.event.rule_id is not None:
            occurrence = _find_occurrence_on(entry, day)
            if occurrence is not None and occurrence.pk:
                occurrence.delete()
        elif day_of(entry.event.start, hours.site.zone) == day:
            entry.event.delete()


def occurrences(hours: Hours, since: dt.date, until: dt.date) -> list[Opening]:
    """What opens on the site's days from `since` until before `until`, in order."""
    entries = hours.entries.select_related("event__rule").prefetch_related("event__occurrence_set")
    found = [
        opening
        for entry in entries
        for opening in _openings(entry, since, until, hours.site.zone)
        if since <= opening.day < until
    ]
    return sorted(found, key=lambda opening: opening.period)


def _openings(
    entry: HoursEntry, since: dt.date, until: dt.date, zone: ZoneInfo
) -> Iterator[Opening]:
    event = entry.event
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (since, until))
    for occurrence in event.get_occurrences(start - _MARGIN, end + _MARGIN, clear_prefetch=False):
        by_hand = event.rule_id is None or _is_moved(occurrence)
        if by_hand:
            period: Period | None = Period(occurrence.start, occurrence.end)
        else:
            day = day_of(occurrence.original_start, zone)
            period = wall_period(day, *times_of(Period(event.start, event.end), zone), zone)
        if period is not None and not occurrence.cancelled:
            day = day_of(period.starts_at, zone)
            yield Opening(day=day, period=period, season=entry.season, by_hand=by_hand)


def _find_occurrence_on(entry: HoursEntry, day: dt.date) -> Occurrence | None:
    """The date `day` of a series, as it was kept or as the rule gives it."""
    zone = entry.hours.site.zone
    start = dt.datetime.combine(day, dt.time(), zone)
    generated = entry.event.get_occurrences(start - _MARGIN, start + _MARGIN)
    rows = [*entry.event.occurrence_set.all(), *generated]
    return next((row for row in rows if day_of(row.original_start, zone) == day), None)


def _occurrence_on(entry: HoursEntry, day: dt.date) -> Occurrence:
    occurrence = _find_occurrence_on(entry, day)
    if occurrence is None:
        message = _("Rien n’est prévu le %(day)s dans cette plage.")
        raise NotFound(message % {"day": f"{day:%d/%m/%Y}"})
    return occurrence


def _carry_over(row: Occurrence, entry: HoursEntry, zone: ZoneInfo) -> None:
    """Keep what was said of one date of the former series, where the new one has that date."""
    occurrence = _find_occurrence_on(entry, day_of(row.original_start, zone))
    if occurrence is None or not (row.cancelled or _is_moved(row)):
        return
    if _is_moved(row):
        occurrence.start, occurrence.end = row.start, row.end
    occurrence.cancelled = row.cancelled
    occurrence.save()


def _is_moved(row: Occurrence) -> bool:
    return (row.start, row.end) != (row.original_start, row.original_end)


def _event(
    hours: Hours, day: dt.date, opens: dt.time, closes: dt.time, *, rule: Rule | None
) -> Event:
    period = _period(day, opens, closes, hours.site.zone)
    event: Event = Event.objects.create(
        calendar=hours.calendar,
        title=hours.name,
        start=period.starts_at,
        end=period.ends_at,
        rule=rule,
    )
    return event


def _period(day: dt.date, opens: dt.time, closes: dt.time, zone: ZoneInfo) -> Period:
    period = wall_period(day, opens, closes, zone)
    if period is None:
        raise Malformed(_("Ces heures n’existent pas cette nuit-là."), code="skipped_hour")
    return period


def _anchors(day: dt.date, opens: dt.time, closes: dt.time, zone: ZoneInfo) -> bool:
    """Whether instants on `day` tell the wall times: not in a skipped or a repeated hour."""
    return all(
        instant(on, time, zone).astimezone(zone).time() == time
        and instant(on, time, zone) == instant(on, time, zone, latest=True)
        for on in (day, day + _DAY)
        for time in (opens, closes)
    )


def _weekly_rule() -> Rule:
    rules = Rule.objects.filter(frequency="WEEKLY", params="").order_by("pk")
    return rules.first() or Rule.objects.create(
        name="hebdomadaire", description="Chaque semaine, le jour du premier", frequency="WEEKLY"
    )
