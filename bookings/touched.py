"""Which bookings a change of open time touches; pure."""

import uuid
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
        and not _fits(period, need, after.get(need.hours_id, ()))
        for need in needs
    )


def _meets(period: Period, need: Need, lost: Sequence[Period]) -> bool:
    if need.throughout:
        return any(one.overlaps(period) for one in lost)
    return any(one.holds(period.starts_at) or _reaches(one, period) for one in lost)


def _fits(period: Period, need: Need, opened: Sequence[Period]) -> bool:
    """`opened` is merged, so a period that is open throughout lies in one of them."""
    if need.throughout:
        return any(one.contains(period) for one in opened)
    starts = any(one.holds(period.starts_at) for one in opened)
    return starts and any(_reaches(one, period) for one in opened)


def _reaches(stretch: Period, period: Period) -> bool:
    """Whether `period` may end in `stretch`: opening and closing time are both still open."""
    return stretch.starts_at <= period.ends_at <= stretch.ends_at
