"""Open intervals: what the timetable gives, less public holidays and closures, kept as rows.

Definitions are never expanded while somebody waits for a page: only on edit, for the hours edited,
and by the nightly task. What was open before today stays as it was written.
"""

import datetime as dt

from django.db import transaction

from core.locks import lock
from core.period import Period, day_of, merged, subtracted
from spaces.holidays import public_holidays
from spaces.models import Closure, Hours, HoursEntry, OpenInterval, SchoolHoliday, Site
from spaces.recurrence import occurrences
from spaces.timetable import Opening

# Thirteen months, and as many days as the longest of them have to spare.
HORIZON = dt.timedelta(days=400)


@transaction.atomic
def expand(hours: Hours, *, since: dt.date, until: dt.date) -> int:
    """Make the rows of `hours` say what its definitions say, from `since` until before `until`.

    Returns how many rows were removed or added; a second call changes none.
    """
    lock(Hours.objects.filter(pk=hours.pk))
    window = _window(hours.site, since, until)
    rows = {
        Period(row.period.lower, row.period.upper): row.pk
        for row in hours.intervals.filter(period__overlap=window.as_range())
    }
    kept = subtracted(rows, [window])
    wanted = set(merged([*open_periods(hours, since=since, until=until), *kept]))
    outdated = [pk for period, pk in rows.items() if period not in wanted]
    missing = sorted(wanted - rows.keys())
    OpenInterval.objects.filter(pk__in=outdated).delete()
    OpenInterval.objects.bulk_create(
        OpenInterval(hours=hours, period=period.as_range()) for period in missing
    )
    return len(outdated) + len(missing)


def expand_from(hours: Hours, today: dt.date) -> int:
    """Expand the rolling thirteen months that begin `today` (a day of the site's calendar)."""
    return expand(hours, since=today, until=today + HORIZON)


def expand_everything(now: dt.datetime) -> int:
    """Expand every set of hours, each in its own transaction; returns how many rows changed."""
    return sum(
        expand_from(hours, now.astimezone(hours.site.zone).date())
        for hours in Hours.objects.select_related("site").order_by("pk")
    )


def open_periods(hours: Hours, *, since: dt.date, until: dt.date) -> list[Period]:
    """The open time that the definitions give now, within the site's days [since, until)."""
    site, window = hours.site, _window(hours.site, since, until)
    # A night opened on the eve reaches into the first day.
    eve = since - dt.timedelta(days=1)
    openings = _in_season(site, occurrences(hours, eve, until), eve, until)
    by_hand = [opening.period for opening in openings if opening.by_hand]
    by_rule = [opening.period for opening in openings if not opening.by_hand]
    if site.closes_on_public_holidays:
        days_off = public_holidays(site, since=eve, until=until)
        by_rule = subtracted(by_rule, [holiday.period for holiday in days_off])
    left = subtracted([*by_rule, *by_hand], _closures(site, window))
    return [
        Period(max(period.starts_at, window.starts_at), min(period.ends_at, window.ends_at))
        for period in left
        if period.overlaps(window)
    ]


def _closures(site: Site, window: Period) -> list[Period]:
    """When the whole site is shut by decision, as far as it touches the window."""
    rows = Closure.objects.filter(
        site=site, starts_at__lt=window.ends_at, ends_at__gt=window.starts_at
    )
    return [Period(row.starts_at, row.ends_at) for row in rows]


def _in_season(
    site: Site, openings: list[Opening], since: dt.date, until: dt.date
) -> list[Opening]:
    """Without those whose season does not hold on their day; what was set by hand stays."""
    breaks = SchoolHoliday.objects.filter(
        zone=site.school_zone, first_day__lt=until, last_day__gte=since
    )
    spans = [(row.first_day, row.last_day) for row in breaks]
    season = HoursEntry.Season
    return [
        opening
        for opening in openings
        if opening.by_hand
        or opening.season == season.ALWAYS
        or (opening.season == season.HOLIDAYS)
        == any(first <= opening.day <= last for first, last in spans)
    ]


def _window(site: Site, since: dt.date, until: dt.date) -> Period:
    return Period(day_of(since, site.zone).starts_at, day_of(until, site.zone).starts_at)
