"""What the figures of occupancy mean; docs/reports.md says why, and who counts in the same way.

All are minutes of one thing: two desks taken for an hour are two hours. All periods are half-open,
[from, to). Minutes are those that pass: a night of the change of clocks has an hour more or less.

- **open**: when a thing could have been booked. The stored open time of its offers (what the hours
  gave, less public holidays and closures), less its active blocks, less the days that its lender's
  agreement does not cover. Things that no offer holds, that are out of service, or whose site is
  not open to the public do not count.
- **claimed**: open minutes within bookings that are confirmed, checked in or completed. The
  booking's own time counts, not set-up and clean-up around it.
- **no_show**: the same of bookings whose person did not come. Apart: never in the rate.
- **outside**: minutes of counted bookings when the thing was not open, such as the night of a long
  print. Apart: never in the rate, which so never exceeds 1.
- **buffers**: open minutes that set-up, clean-up and overrun of those bookings take. Apart.
- **blocked**: minutes that would have been open but for a block.
- **rate**: claimed over open; none where nothing was open.

A hold, a request that waits for a yes or for money, a cancelled, declined or expired booking counts
nowhere. A booking of several things counts on each; a pool counts the thing that was given.

By offer, a claim counts for the offer through which it was booked, against the open time of all
things of that offer in the offer's own hours. A thing of several offers is open in each of them, so
rows of offers do not add up to the total; rows of things and of sites do.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from bookings.states import State

COUNTED = (State.CONFIRMED, State.CHECKED_IN, State.COMPLETED)
LONGEST = dt.timedelta(days=400, hours=1)  # with the hour that October adds


class By(StrEnum):
    """What a row of the report is about."""

    SITE = "site"
    OFFER = "offer"
    RESOURCE = "resource"


class Figure(StrEnum):
    """The figures that bookings stand behind."""

    CLAIMED = "claimed"
    NO_SHOW = "no_show"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The figures of one row, in minutes, and how many things they are about."""

    open: int
    claimed: int
    no_show: int
    outside: int
    buffers: int
    blocked: int
    resources: int

    @property
    def rate(self) -> float | None:
        """Claimed over open, from 0 to 1."""
        return self.claimed / self.open if self.open else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One site, offer or resource."""

    id: uuid.UUID
    name: str
    site_id: uuid.UUID
    site_name: str
    minutes: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One hour of the wall clock on one day of the week (1 is Monday), all weeks together."""

    weekday: int
    hour: int
    open: int
    claimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One ISO week by its Monday; `whole` unless the period begins or ends within it."""

    monday: dt.date
    whole: bool
    open: int
    claimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """A whole report."""

    totals: Minutes
    rows: tuple[Row, ...]
    heat: tuple[Cell, ...]
    weeks: tuple[Week, ...]
