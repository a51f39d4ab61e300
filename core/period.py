"""Half-open stretches of time, [starts_at, ends_at), and their arithmetic."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """An aware, non-empty stretch of time; its end does not belong to it. Kept in UTC.

    Between two times of one zone, Python subtracts and compares what the clocks on the wall show,
    which is an hour wrong in a DST night; in UTC it is always elapsed time.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("a period needs aware times")
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(dt.UTC))
        object.__setattr__(self, "ends_at", self.ends_at.astimezone(dt.UTC))
        if self.starts_at >= self.ends_at:
            raise ValueError("a period ends after it starts")

    @property
    def minutes(self) -> int:
        """Whole elapsed minutes, right across DST changes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def widened(self, before_minutes: int, after_minutes: int) -> "Period":
        """The same period with buffers around it."""
        return Period(
            self.starts_at - dt.timedelta(minutes=before_minutes),
            self.ends_at + dt.timedelta(minutes=after_minutes),
        )

    def overlaps(self, other: "Period") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def contains(self, other: "Period") -> bool:
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def holds(self, moment: dt.datetime) -> bool:
        return self.starts_at <= moment < self.ends_at

    def as_range(self) -> DateTimeTZRange:
        """The value PostgreSQL stores: tstzrange with bounds [)."""
        return DateTimeTZRange(self.starts_at, self.ends_at)


def merged(periods: Iterable[Period]) -> list[Period]:
    """The same instants as few periods, in order; touching ones are joined."""
    result: list[Period] = []
    for period in sorted(periods):
        if result and period.starts_at <= result[-1].ends_at:
            last = result.pop()
            result.append(Period(last.starts_at, max(last.ends_at, period.ends_at)))
        else:
            result.append(period)
    return result


def subtracted(periods: Iterable[Period], holes: Iterable[Period]) -> list[Period]:
    """What is left of `periods` outside `holes`, merged and in order."""
    left = merged(periods)
    for hole in merged(holes):
        left = [piece for period in left for piece in _without(period, hole)]
    return left


def _without(period: Period, hole: Period) -> list[Period]:
    if not period.overlaps(hole):
        return [period]
    pieces = []
    if period.starts_at < hole.starts_at:
        pieces.append(Period(period.starts_at, hole.starts_at))
    if hole.ends_at < period.ends_at:
        pieces.append(Period(hole.ends_at, period.ends_at))
    return pieces


def day_of(day: dt.date, zone: ZoneInfo) -> Period:
    """The whole calendar day of `zone`, 23 to 25 hours long."""
    return Period(
        dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC),
        dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC),
    )
