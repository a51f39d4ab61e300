"""Availability by counting minutes, written without the project's code: slow, plain, for tests.

Instants are whole minutes of any axis. Everything is a set of minutes; nothing is a range.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True)
class GridOffer:
    members: tuple[str, ...]
    whole: bool
    spans: bool
    least: int
    before: int
    after: int
    reach: Span


@dataclass
class Grid:
    """A window of time, open minutes, and what is taken of each resource (buffers included)."""

    since: int
    until: int
    open: set[int] = field(default_factory=set)
    taken: dict[str, set[int]] = field(default_factory=dict)

    def free_minutes(self, offer: GridOffer, resources: Iterable[str]) -> set[int]:
        """Minutes during which a booking of all these resources may go on."""
        reach = range(max(self.since, offer.reach[0]), min(self.until, offer.reach[1]))
        base = {one for one in reach if offer.spans or one in self.open}
        for resource in resources:
            for one in self.taken.get(resource, ()):
                # A booking may not be going on so shortly before or after a taken minute.
                base -= set(range(one - offer.after, one + offer.before + 1))
        return base

    def free(self, offer: GridOffer) -> list[tuple[int, int, int]]:
        """(from, to, how many) wherever somebody could book, the same number joined."""
        units = [offer.members] if offer.whole else [(one,) for one in offer.members]
        counts: dict[int, int] = {}
        for unit in units:
            for start, end in runs(self.free_minutes(offer, unit)):
                if end - start >= offer.least:
                    for one in range(start, end):
                        counts[one] = counts.get(one, 0) + 1
        found = []
        for many in sorted(set(counts.values())):
            same = {one for one, count in counts.items() if count == many}
            found += [(start, end, many) for start, end in runs(same)]
        return sorted(found)


def runs(minutes: Iterable[int]) -> list[Span]:
    """Neighbouring minutes as [from, to)."""
    found: list[Span] = []
    for one in sorted(minutes):
        if found and found[-1][1] == one:
            found[-1] = (found[-1][0], one + 1)
        else:
            found.append((one, one + 1))
    return found
