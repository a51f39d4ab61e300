"""Whether a booking fits open time, and which ones a change of it touches; pure."""

import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.period import Period

OpenTime = Mapping[uuid.UUID, Sequence[Period]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The open time that one item of a booking stands on.

    `throughout`: all of the period; otherwise only its start and its end.
    """

    hours_id: uuid.UUID
    throughout: bool


def is_touched(period: Period, needs: Iterable[Need], *, after: OpenTime, lost: OpenTime) -> bool:
    """Whether the change took something that the booking stands on, and left it without."""
    return any(
        _meets(period, need, lost.get(need.hours_id, ()))
        and not fits(period, need, after.get(need.hours_id, ()))
        for need in needs
    )


def _meets(period: Period, need: Need, lost: Sequence[Period]) -> bool:
    if need.throughout:
        return any(one.overlaps(period) for one in lost)
    return any(one.holds(period.starts_at) or _reaches(one, period) for one in lost)


def fits(period: Period, need: Need, opened: Sequence[Period]) -> bool:
    """Whether `opened` is what the item needs; in order and merged: one stretch holds what fits."""
    first = bisect_left(opened, period.starts_at, key=lambda one: one.ends_at)
    near = opened[first : bisect_right(opened, period.ends_at, key=lambda one: one.starts_at)]
    if need.throughout:
        return any(one.contains(period) for one in near)
    starts = any(one.holds(period.starts_at) for one in near)
    return starts and any(_reaches(one, period) for one in near)


def _reaches(stretch: Period, period: Period) -> bool:
    """Whether `period` may end in `stretch`: opening and closing time are both still open."""
    return stretch.starts_at <= period.ends_at <= stretch.ends_at
