"""From what a wall clock shows to the instant it means, on the two odd nights of the year too."""

import datetime as dt
from zoneinfo import ZoneInfo

from core.period import Period

_MOMENT = dt.timedelta(microseconds=1)


def instant(day: dt.date, time: dt.time, zone: ZoneInfo, *, latest: bool = False) -> dt.datetime:
    """The instant, in UTC, at which the wall of `zone` shows `time` on `day`.

    Of an hour that happens twice it is the first passing; `latest` asks for the end of a stretch:
    the last moment up to which the wall had not yet shown `time`. A skipped time means the jump.
    """
    wall = dt.datetime.combine(day, time, zone)
    first, second = (wall.replace(fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    if second < first:
        return _jump_between(second, first, zone)
    if latest and first < second:
        return (wall - _MOMENT).replace(fold=1).astimezone(dt.UTC) + _MOMENT
    return first


def wall_period(day: dt.date, opens: dt.time, closes: dt.time, zone: ZoneInfo) -> Period | None:
    """From `opens` to `closes` as the wall shows them; a `closes` not after `opens` is tomorrow's.

    None where the clock jumps over the whole of it.
    """
    last_day = day if closes > opens else day + dt.timedelta(days=1)
    starts_at = instant(day, opens, zone)
    ends_at = instant(last_day, closes, zone, latest=True)
    return Period(starts_at, ends_at) if starts_at < ends_at else None


def _jump_between(before: dt.datetime, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The minute in (before, after] at which the zone's offset becomes that of `after`."""
    offset = after.astimezone(zone).utcoffset()
    minutes = int((after - before).total_seconds() // 60)
    candidates = (before + dt.timedelta(minutes=step) for step in range(minutes))
    return next((at for at in candidates if at.astimezone(zone).utcoffset() == offset), after)
