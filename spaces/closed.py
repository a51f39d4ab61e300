"""Why a site is shut: closures by decision, and public holidays."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.period import Period, subtracted
from core.translation import translated
from spaces.holidays import PublicHoliday, public_holidays
from spaces.intervals import default_hours_by_kind, open_intervals
from spaces.models import Closure, Hours, Site


@dataclass(frozen=True)
class ClosedPeriod:
    """A stretch of time in which a site is shut, with its reason in both languages."""

    period: Period
    reason_fr: str
    reason_en: str
    reason = translated("reason")


def closed_in(sites: Sequence[Site], window: Period) -> dict[uuid.UUID, list[ClosedPeriod]]:
    """Closures and public holidays that touch the window, by site and in order: three queries.

    A holiday on which the house opens by exception is told only for the hours it stays shut.
    """
    return closed_around(sites, window, hours_around(sites, window)[Hours.HoursKind.OPENING])


def hours_around(sites: Sequence[Site], window: Period) -> dict[str, dict[uuid.UUID, list[Period]]]:
    """By kind, the hours of each site in the window and a day on both sides of it: two queries.

    A holiday that touches the window may begin or end outside of it.
    """
    by_kind = default_hours_by_kind([site.pk for site in sites])
    ids = [hours_id for hours_of in by_kind.values() for hours_id in hours_of.values()]
    found = open_intervals(ids, window.widened(24 * 60, 24 * 60))
    return {
        kind: {site_id: found.get(hours_id, []) for site_id, hours_id in hours_of.items()}
        for kind, hours_of in by_kind.items()
    }


def closed_around(
    sites: Sequence[Site], window: Period, opened: Mapping[uuid.UUID, list[Period]]
) -> dict[uuid.UUID, list[ClosedPeriod]]:
    """`closed_in` for whoever has asked `hours_around` already: one query."""
    rows = Closure.objects.filter(
        site__in=sites, starts_at__lt=window.ends_at, ends_at__gt=window.starts_at
    )
    closed = {site.pk: _holidays(site, window, opened.get(site.pk, [])) for site in sites}
    for row in rows:
        period = Period(row.starts_at, row.ends_at)
        closed[row.site_id].append(ClosedPeriod(period, row.reason_fr, row.reason_en))
    return {site_id: sorted(found, key=lambda one: one.period) for site_id, found in closed.items()}


def _holidays(site: Site, window: Period, opened: list[Period]) -> list[ClosedPeriod]:
    return [
        ClosedPeriod(piece, holiday.name_fr, holiday.name_en)
        for holiday in _days_off(site, window)
        for piece in subtracted([holiday.period], opened)
    ]


def _days_off(site: Site, window: Period) -> list[PublicHoliday]:
    if not site.closes_on_public_holidays:
        return []
    first, last = (at.astimezone(site.zone).date() for at in (window.starts_at, window.ends_at))
    days_off = public_holidays(site, since=first, until=last + dt.timedelta(days=1))
    return [holiday for holiday in days_off if holiday.period.overlaps(window)]
