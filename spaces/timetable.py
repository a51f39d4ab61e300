"""What a timetable says, as values: weekly lines, the openings they give, days apart."""

import datetime as dt
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.period import Period
from spaces.models import HoursEntry

Times = tuple[dt.time, dt.time]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyLine:
    """Open every `weekday` (Monday is 0) from `opens` to `closes`, both days of validity included.

    A `closes` that is not after `opens` belongs to the next day. Without an id the line is new.
    """

    weekday: int
    opens: dt.time
    closes: dt.time
    valid_from: dt.date
    valid_until: dt.date | None = None
    season: str = HoursEntry.Season.ALWAYS
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One stretch of open time that the definitions give, before holidays and closures.

    `by_hand` ones were set for that very date: seasons and public holidays do not undo them.
    """

    day: dt.date
    period: Period
    season: str
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A date whose hours were set apart from the week's; without periods it is closed."""

    day: dt.date
    periods: tuple[Period, ...]


def times_of(period: Period, zone: ZoneInfo) -> Times:
    """What the wall shows at both ends."""
    return period.starts_at.astimezone(zone).time(), period.ends_at.astimezone(zone).time()


def day_of(moment: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The calendar day on the walls of `zone`."""
    return moment.astimezone(zone).date()
