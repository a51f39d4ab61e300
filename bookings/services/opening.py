"""Whatever changes open time: lock the sites' resources, write, expand, and say who is touched.

Bookings that a change touches stay as they are; each service returns them, so that somebody calls
or re-houses those people. `rehearse` tells the same list beforehand and leaves nothing behind.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import NotYours
from bookings.models import Booking
from bookings.selectors.touched import find_touched
from core import audit, locks
from core.errors import Malformed, NotFound
from core.period import Period, merged, subtracted
from core.transactions import atomic_retrying
from spaces.expansion import HORIZON, expand_from
from spaces.holidays import import_school_holidays
from spaces.intervals import open_intervals
from spaces.models import Closure, Hours, Resource, SchoolHoliday, Site
from spaces.permissions import can_change_opening
from spaces.recurrence import add_weekly, change_line, clear_day, end_entry, set_day
from spaces.timetable import Times, WeeklyLine
from spaces.timetable_reading import weekly_lines

Result = TypeVar("Result")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure, and the bookings that it touches."""

    closure: Closure
    touched: list[Booking]


def rehearse(act: Callable[[], Result]) -> Result:
    """Do `act`, undo it, and return what it told."""
    with transaction.atomic():
        result = act()
        transaction.set_rollback(True)
    return result


@atomic_retrying
def change_hours(
    hours: Hours, *, entries: Sequence[WeeklyLine], by: Person | None, now: dt.datetime
) -> list[Booking]:
    """Let `entries` be all the weekly lines of `hours` from today on; returns whom it touches.

    A line with an id replaces the standing one, a standing one that is missing ends yesterday.
    Raises NotAllowed, NotFound for an id of other hours, Malformed for a line without any day.
    """
    _check_may(by, [hours.site])
    touched = _change([hours.site], lambda: _write_lines(hours, entries, now), now=now)
    _keep("hours.changed", hours, touched, by=by, now=now)
    return touched


@atomic_retrying
def set_special_day(
    hours: Hours, *, day: dt.date, times: Sequence[Times], by: Person | None, now: dt.datetime
) -> list[Booking]:
    """Let `times` stand on `day` instead of the week's (none: closed); returns whom it touches."""
    _check_may(by, [hours.site])
    _check_not_past(hours.site, day, now)
    touched = _change([hours.site], lambda: set_day(hours, day=day, times=times), now=now)
    _keep("hours.day_set", hours, touched, by=by, now=now, day=day.isoformat())
    return touched


@atomic_retrying
def clear_special_day(
    hours: Hours, *, day: dt.date, by: Person | None, now: dt.datetime
) -> list[Booking]:
    """Let `day` follow the week again; returns whom it touches."""
    _check_may(by, [hours.site])
    _check_not_past(hours.site, day, now)
    touched = _change([hours.site], lambda: clear_day(hours, day=day), now=now)
    _keep("hours.day_cleared", hours, touched, by=by, now=now, day=day.isoformat())
    return touched


@atomic_retrying
def close_site(
    site: Site,
    *,
    period: Period,
    reason_fr: str,
    reason_en: str = "",
    by: Person | None,
    now: dt.datetime,
) -> Closed:
    """Shut the whole site for `period`; everybody booked then is listed and keeps their booking.

    Raises NotAllowed, and Malformed for a period that is over.
    """
    _check_may(by, [site])
    if period.ends_at <= now:
        raise Malformed(_("Cette fermeture est déjà passée."), fields={"ends_at": [_("À venir.")]})
    closure = Closure(
        site=site,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        reason_fr=reason_fr,
        reason_en=reason_en,
    )
    touched = _change([site], closure.save, now=now, closed=period)
    _keep("closure.created", closure, touched, by=by, now=now)
    return Closed(closure, touched)


@atomic_retrying
def reopen_site(closure: Closure, *, by: Person | None, now: dt.datetime) -> None:
    """Take a closure back; one that has begun ends now.

    Raises NotAllowed, and NotFound when it is over or somebody has taken it back already.
    """
    _check_may(by, [closure.site])
    _change([closure.site], lambda: _lift(closure.pk, now), now=now)
    _keep("closure.lifted", closure, [], by=by, now=now)


@atomic_retrying
def change_days_off(
    site: Site,
    *,
    closes_on_public_holidays: bool,
    school_zone: str,
    by: Person | None,
    now: dt.datetime,
) -> list[Booking]:
    """Say whether the site shuts on public holidays and whose school holidays it follows."""
    _check_may(by, [site])
    site.closes_on_public_holidays = closes_on_public_holidays
    site.school_zone = school_zone
    fields = ["closes_on_public_holidays", "school_zone"]
    touched = _change([site], lambda: site.save(update_fields=fields), now=now)
    _keep("site.days_off_changed", site, touched, by=by, now=now)
    return touched


@atomic_retrying
def change_school_holidays(
    content: bytes, *, by: Person | None, now: dt.datetime
) -> tuple[int, list[Booking]]:
    """Import a CSV of school holidays: how many stretches were kept, and whom that touches.

    Raises NotAllowed, and Malformed with a message for each row that cannot be read.
    """
    sites = list(Site.objects.order_by("pk"))
    _check_may(by, sites)
    counts: list[int] = []
    touched = _change(sites, lambda: counts.append(import_school_holidays(content)), now=now)
    for site in sites:
        _keep("site.school_holidays_changed", site, touched, by=by, now=now)
    return sum(counts), touched


@atomic_retrying
def drop_school_holidays(
    ids: Sequence[uuid.UUID], *, by: Person | None, now: dt.datetime
) -> list[Booking]:
    """Forget stretches of school holidays; returns whom that touches."""
    sites = list(Site.objects.order_by("pk"))
    _check_may(by, sites)
    rows = SchoolHoliday.objects.filter(pk__in=ids)
    for row in rows:
        _keep("school_holiday.dropped", row, [], by=by, now=now)
    return _change(sites, rows.delete, now=now)


def _change(
    sites: Sequence[Site],
    write: Callable[[], object],
    *,
    now: dt.datetime,
    closed: Period | None = None,
) -> list[Booking]:
    """Lock, write, expand, compare. `closed` is time that counts as taken even if shut before."""
    locks.lock(Resource.objects.filter(site__in=sites))
    hours = list(Hours.objects.filter(site__in=sites).select_related("site").order_by("pk"))
    ids = [one.pk for one in hours]
    ahead = Period(now, now + HORIZON)
    before = open_intervals(ids, ahead)
    write()
    for one in Hours.objects.filter(pk__in=ids).select_related("site").order_by("pk"):
        expand_from(one, now.astimezone(one.site.zone).date())
    after = open_intervals(ids, ahead)
    lost = {
        pk: merged(
            [*subtracted(before.get(pk, []), after.get(pk, [])), *([closed] if closed else [])]
        )
        for pk in ids
    }
    return find_touched(sites, after=after, lost=lost, now=now)


def _write_lines(hours: Hours, lines: Sequence[WeeklyLine], now: dt.datetime) -> None:
    today = now.astimezone(hours.site.zone).date()
    lines_now = weekly_lines(hours, on_or_after=today)
    standing = {line.id: line for line in lines_now if line.id is not None}
    wanted = {line.id: line for line in lines if line.id is not None}
    if wanted.keys() - standing.keys():
        raise NotFound(_("Une de ces plages n’existe plus. Rechargez la page."))
    entries = hours.entries.select_related("event__rule", "hours__site").in_bulk(list(standing))
    for pk, line in standing.items():
        asked = wanted.get(pk)
        if asked is None:
            end_entry(entries[pk], last_day=today - _DAY)
        elif replace(asked, valid_until=line.valid_until) != line:
            change_line(entries[pk], asked, from_day=today)
        elif asked != line:
            end_entry(entries[pk], last_day=asked.valid_until)
    for line in lines:
        if line.id is None:
            _add(hours, line)


def _add(hours: Hours, line: WeeklyLine) -> None:
    add_weekly(
        hours,
        weekday=line.weekday,
        opens=line.opens,
        closes=line.closes,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
        season=line.season,
    )


def _lift(closure_id: uuid.UUID, now: dt.datetime) -> None:
    """Under the lock: what the caller has read may be old by now."""
    closure = Closure.objects.filter(pk=closure_id, ends_at__gt=now).first()
    if closure is None:
        raise NotFound(_("Cette fermeture est déjà passée."))
    if closure.starts_at < now:
        closure.ends_at = now
        closure.save(update_fields=["ends_at"])
    else:
        closure.delete()


def _check_may(by: Person | None, sites: Sequence[Site]) -> None:
    """Nobody stands for the house's own commands."""
    if by is not None and not all(can_change_opening(by, site.pk) for site in sites):
        raise NotYours


def _check_not_past(site: Site, day: dt.date, now: dt.datetime) -> None:
    if day < now.astimezone(site.zone).date():
        raise Malformed(_("Ce jour est passé."), fields={"day": [_("À venir.")]})


def _keep(
    action: str,
    subject: models.Model,
    touched: Sequence[Booking],
    *,
    by: Person | None,
    now: dt.datetime,
    **facts: str,
) -> None:
    changes = {"touched": [str(booking.pk) for booking in touched], **facts}
    audit.record(action, subject, by=by, now=now, changes=changes)
