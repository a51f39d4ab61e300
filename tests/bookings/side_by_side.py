"""The built house and its model side by side: what both keep of one life, and how they compare."""

import uuid
from collections import Counter
from random import Random
from typing import Any, ClassVar

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from bookings.models import Booking
from tests.bookings import model_answers as model
from tests.bookings.built_house import (
    ACTORS,
    OFFERS,
    BuiltHouse,
    seen_bookings,
    seen_claims,
)
from tests.bookings.dice import chance, some_items, some_span
from tests.bookings.model_house import Answer, Item, ModelBlock, ModelBooking, ModelHouse


class SideBySide(RuleBasedStateMachine):
    """One life, undone at its end; whatever is done is done to both and compared."""

    built: BuiltHouse
    outcomes: ClassVar[Counter[str]]
    steps = 0

    @initialize()
    def build(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.house = ModelHouse(OFFERS, now=7 * 60)
        self.moves = 0
        self.bookings: list[tuple[uuid.UUID, ModelBooking]] = []
        self.blocks: list[tuple[uuid.UUID, ModelBlock]] = []

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def compare(self, act: str, expected: Answer, found: tuple[Answer, Any]) -> Any:
        """The answers agree; returns what the service gave, None when it refused."""
        type(self).steps += 1
        self.moves += 1
        said = expected if isinstance(expected, str) else "against the rules"
        self.outcomes[f"{act} {said}"] += 1
        assert found[0] == expected, f"{act}: the model says {expected}, the house {found[0]}"
        return found[1]

    def dice(self, number: int) -> Random:
        """What Hypothesis draws again and again falls differently at each step of a life."""
        return Random(number * 1009 + self.moves)

    def wish(self, roll: Random) -> tuple[tuple[Item, ...], int, int]:
        """Mostly anything; one time in four what somebody has already, at the same time."""
        standing = [one for one in self.house.bookings if one.stands]
        if standing and chance(roll, 25):
            other = roll.choice(standing)
            return other.items, other.start, other.end
        return (some_items(roll), *some_span(roll, self.house.now))

    def lacks(self, roll: Random, state: str) -> bool:
        """Mostly there is something else to do first, where no booking is in this state."""
        return chance(roll, 80) and all(one.state != state for one in self.house.bookings)

    def picked(self, roll: Random, *states: str) -> tuple[uuid.UUID, ModelBooking]:
        """Mostly a booking in one of these states, if there is one."""
        some = [one for one in self.bookings if one[1].state in states]
        return roll.choice(some if some and chance(roll, 85) else self.bookings)

    def actor_for(self, roll: Random, booking: ModelBooking) -> str:
        """Mostly its own person, often the host, sometimes anybody."""
        if chance(roll, 65):
            return booking.person or booking.holder
        return "host" if chance(roll, 50) else roll.choice(ACTORS)

    def seat(self, row: Booking, booking: ModelBooking) -> None:
        """Take over which seats the service chose, if the model allows them."""
        chosen = self.built.seats_of(row, booking.items)
        for item, seats in zip(booking.items, chosen, strict=True):
            names = frozenset(name for name, _, _ in seats)
            assert names in self.house.choices(item, booking.start, booking.end, booking)
            around = self.house.widened(item[0], booking.start, booking.end)
            assert {(since, until) for _, since, until in seats} == {around}
        given = [name for seats in chosen for name, _, _ in seats]
        assert len(given) == len(set(given))
        booking.seats = chosen
        self.let_go([seat for seats in chosen for seat in seats])

    def let_go(self, seats: list[tuple[str, int, int]]) -> None:
        """Lapsed holds that lay where somebody else sits now have expired."""
        for name, since, until in seats:
            for other in self.house.bookings:
                held = [one for some in other.seats for one in some]
                if other.lapsed(self.house.now) and any(
                    one == name and start < until and since < end for one, start, end in held
                ):
                    self.house.end(other, "expired")

    def write(
        self, row: Booking, what: tuple[Item, ...], start: int, end: int, state: str, person: str
    ) -> None:
        visitor = model.is_visitor(person)
        booking = ModelBooking(what, start, end, state, None if visitor else person)
        booking.holder = person
        booking.price = self.house.price(what, start, end)
        if state == "hold":
            booking.until = self.house.now + self.house.hold_minutes(what)
        self.house.owe(booking)
        self.seat(row, booking)
        self.house.bookings.append(booking)
        self.bookings.append((row.pk, booking))

    @invariant()
    def rows_agree(self) -> None:
        if not hasattr(self, "bookings"):
            return
        assert seen_bookings() == {
            key: (
                one.state,
                one.start,
                one.end,
                one.until,
                one.extended,
                one.price,
                one.order,
            )
            for key, one in self.bookings
        }
        wanted = {
            (self.built.resources[name].pk, since, until): (key, one.until)
            for key, one in self.bookings
            for seats in one.seats
            for name, since, until in seats
            if one.stands
        }
        for key, block in self.blocks:
            for name in block.resources if block.stands else ():
                wanted[(self.built.resources[name].pk, block.start, block.end)] = (key, None)
        assert seen_claims() == wanted
