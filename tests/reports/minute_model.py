"""Occupancy by looking at each minute, written without the project's code: slow, plain, for tests.

Instants are whole minutes of any axis; everything is a set of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

COUNTED = ("confirmed", "checked_in", "completed")


@dataclass(frozen=True)
class ModelClaim:
    """A thing taken for [start, end), around the booking's own [own_start, own_end)."""

    thing: int
    span: tuple[int, int]
    own: tuple[int, int]
    state: str  # of the booking, or "block"
    offer: int | None
    booking: str | None


@dataclass
class ModelHouse:
    """What is open by offer, which things each offer holds, and who took what."""

    window: range
    open: dict[int, set[int]] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    away: dict[int, set[int]] = field(default_factory=dict)
    claims: list[ModelClaim] = field(default_factory=list)

    def things(self) -> set[int]:
        return {thing for members in self.members.values() for thing in members}

    def figures(self, thing: int, *, offer: int | None = None) -> Counter[str]:
        """Minutes of each figure of a thing, in all of its offers or as one of them."""
        counted: Counter[str] = Counter()
        for minute in self.window:
            counted.update(self._figures_at(minute, thing, offer))
        return counted

    def _figures_at(self, minute: int, thing: int, offer: int | None) -> Iterable[str]:
        opened = self._is_open(minute, thing, offer)
        claim = self._claim_at(minute, thing)
        if claim is not None and claim.state == "block":
            return ["blocked"] if opened else []
        told = ["open"] if opened else []
        if claim is not None and (offer is None or claim.offer == offer):
            told += self._figure_of(claim, minute, opened=opened)
        return told

    def _figure_of(self, claim: ModelClaim, minute: int, *, opened: bool) -> list[str]:
        is_own = claim.own[0] <= minute < claim.own[1]
        if claim.state in COUNTED and is_own:
            return ["claimed" if opened else "outside"]
        if claim.state == "no_show" and is_own:
            return ["no_show"] if opened else []
        is_kept = claim.state in (*COUNTED, "no_show")
        return ["buffers"] if is_kept and opened else []

    def _is_open(self, minute: int, thing: int, offer: int | None) -> bool:
        offers = [offer] if offer is not None else [
            one for one, members in self.members.items() if thing in members
        ]  # fmt: skip
        is_away = minute in self.away.get(thing, ())
        return not is_away and any(minute in self.open[one] for one in offers)

    def _claim_at(self, minute: int, thing: int) -> ModelClaim | None:
        return self._takers.get((thing, minute))

    @cached_property
    def _takers(self) -> dict[tuple[int, int], ModelClaim]:
        return {
            (claim.thing, minute): claim for claim in self.claims for minute in range(*claim.span)
        }

    def heat(self, wall: Callable[[int], tuple[int, int]]) -> Counter[tuple[int, int, str]]:
        """Open and claimed minutes of all things by what `wall` says of a minute."""
        cells: Counter[tuple[int, int, str]] = Counter()
        for thing in self.things():
            for minute in self.window:
                for figure in self._figures_at(minute, thing, None):
                    if figure in ("open", "claimed"):
                        cells[(*wall(minute), figure)] += 1
        return cells

    def behind(self, figure: str) -> Counter[str]:
        """Minutes of a figure by booking."""
        found: Counter[str] = Counter()
        for thing in self.things():
            for minute in self.window:
                if figure in self._figures_at(minute, thing, None):
                    claim = self._claim_at(minute, thing)
                    if claim is not None and claim.booking is not None:
                        found[claim.booking] += 1
        return found
