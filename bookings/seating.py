"""Seating: which resources a booking gets; pure best fit with no seat given twice.

Fixed seats (chosen by name, or whole sets) come first. The rest is a bipartite matching by
augmenting paths (Kuhn 1955), each unit trying its resources from the shortest free gap up, so a
bundle of overlapping offers is refused only when no seating exists.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Free:
    """A free resource and the length of the gap it would be taken from."""

    resource_id: uuid.UUID
    gap: dt.timedelta


@dataclass(frozen=True, slots=True)
class Want:
    """What one item needs: every one of `fixed`, and up to `quantity` of `free`; first `keep`."""

    quantity: int
    free: tuple[Free, ...]
    fixed: tuple[uuid.UUID, ...] = ()
    keep: frozenset[uuid.UUID] = frozenset()

    def choices(self) -> list[uuid.UUID]:
        def order(seat: Free) -> tuple[bool, dt.timedelta]:
            return (seat.resource_id not in self.keep, seat.gap)

        return [seat.resource_id for seat in sorted(self.free, key=order)]


def seat(wants: Sequence[Want]) -> list[list[uuid.UUID]] | None:
    """The resources of each item, in order, or None when they cannot all be seated."""
    taken: set[uuid.UUID] = set()
    for want in wants:
        free = {one.resource_id for one in want.free}
        if not free.issuperset(want.fixed) or not taken.isdisjoint(want.fixed):
            return None
        taken.update(want.fixed)
    units = [index for index, want in enumerate(wants) for _ in _floating(want)]
    choices = [[one for one in want.choices() if one not in taken] for want in wants]
    matched = _match(units, choices)
    if matched is None:
        return None
    seated = [list(want.fixed) for want in wants]
    for resource_id, unit in matched.items():
        seated[units[unit]].append(resource_id)
    return seated


def _floating(want: Want) -> range:
    return range(want.quantity - len(want.fixed))


def _match(
    units: Sequence[int], choices: Sequence[Sequence[uuid.UUID]]
) -> dict[uuid.UUID, int] | None:
    """Give each unit a resource of its own; None when some unit can have none."""
    owner: dict[uuid.UUID, int] = {}
    for unit in range(len(units)):
        if not _place(unit, units, choices, owner, set()):
            return None
    return owner


def _place(
    unit: int,
    units: Sequence[int],
    choices: Sequence[Sequence[uuid.UUID]],
    owner: dict[uuid.UUID, int],
    seen: set[uuid.UUID],
) -> bool:
    for resource_id in choices[units[unit]]:
        if resource_id in seen:
            continue
        seen.add(resource_id)
        holder = owner.get(resource_id)
        if holder is None or _place(holder, units, choices, owner, seen):
            owner[resource_id] = unit
            return True
    return False
