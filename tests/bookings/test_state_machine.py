"""Random lives of a small house beside a plain model of it: every answer and every row must agree."""

import uuid
from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bookings.models import Booking
from bookings.services import blocks, create_booking, decide_booking, take_seats
from bookings.services.cancel_booking import cancel_booking
from bookings.services.confirm_booking import confirm_booking, extend_hold
from bookings.services.expire_bookings import expire_lapsed
from bookings.services.move_booking import move_booking
from bookings.services.quote_booking import quote_booking
from tests.bookings import model_answers as model
from tests.bookings.built_house import (
    ACTORS,
    MEMBERS,
    OFFERS,
    RESOURCES,
    VISITORS,
    BuiltHouse,
    answer,
    instant,
    key_of,
    seen_bookings,
    seen_claims,
    span,
)
from tests.bookings.model_house import Answer, Item, ModelBlock, ModelBooking, ModelHouse
from tests.telling import DEEP, SEED, Tell

pytestmark = pytest.mark.django_db
STEPS_A_LIFE = 50
LIVES = 1100 if DEEP else 110

ITEMS: tuple[tuple[Item, ...], ...] = (
    (("desk", 1, None),),
    (("desk", 2, None),),
    (("desk", 4, None),),
    (("desk", 1, "d2"),),
    (("desk", 1, "r1"),),
    (("desk", 1, "d1"), ("desk", 2, None)),
    (("desk", 3, None), ("pair", 1, None)),
    (("pair", 1, None),),
    (("pair", 2, None),),
    (("pair", 1, None), ("room", 1, None)),
    (("space", 1, None),),
    (("space", 1, None), ("pair", 1, None)),
    (("room", 1, None),),
    (("rooms", 1, None),),
    (("rooms", 1, None),),
    (("rooms", 1, None), ("kit", 1, None)),
    (("kit", 1, None),),
    (("kit", 1, "k1"),),
)
numbers = st.integers(0, 2**48)


def chance(roll: Random, percent: int) -> bool:
    return roll.randrange(100) < percent


def some_items(roll: Random) -> tuple[Item, ...]:
    return roll.choice(ITEMS)


def some_span(roll: Random, now: int) -> tuple[int, int]:
    """Mostly an hour or two of the morning, ahead and on the grid; sometimes anything."""
    day = roll.choice((0, 0, 0, 1, 1)) if now < 1080 else 1
    start = day * 1440 + roll.randrange(8, 14) * 60
    length = roll.choice((60, 60, 60, 120, 120, 180))
    if chance(roll, 30):
        start += roll.choice((-30, 30, 15, 1440, 300, -1440))
    if chance(roll, 25):
        length = roll.choice((30, 45, 90, 300, 360, 840, 1440))
    return start, start + length


class Lives(RuleBasedStateMachine):
    """One life: acts on the built house and on the model, compared after each.

    What Hypothesis draws never depends on what has happened: which of two equal seats the house
    gives is no matter of the model, so a life is not lived twice in the same way.
    """

    built: BuiltHouse
    outcomes: Counter[str]
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

    @rule(number=numbers)
    def create(self, number: int) -> None:
        roll = self.dice(number)
        what, person = some_items(roll), roll.choice(MEMBERS)
        start, end = some_span(roll, self.house.now)
        actor = person if chance(roll, 70) else roll.choice(ACTORS)
        expected = model.to_create(self.house, what, start, end, actor=actor, person=person)
        channel = "online" if actor == person else "desk"
        request = self.built.request(what, start, end, person=person, channel=channel)
        by, now = self.built.people[actor], instant(self.house.now)
        found = answer(lambda: create_booking.create_booking(request, by=by, now=now))
        row = self.compare("create", expected, found)
        if row:
            state = self.house.first_state(what, waive=actor != person)
            self.write(row, what, start, end, state, person)

    @rule(number=numbers)
    def hold(self, number: int) -> None:
        roll = self.dice(number)
        what, actor = some_items(roll), roll.choice((*MEMBERS, *VISITORS))
        start, end = some_span(roll, self.house.now)
        standing = [one for one in self.house.bookings if self._held_by(one, actor)]
        for one in standing:
            one.state = "cancelled"
        expected = model.to_seat(self.house, what, start, end, waive=False)
        request = self.built.request(what, start, end, person=actor)
        by, now = self.built.people[actor], instant(self.house.now)
        found = answer(lambda: create_booking.hold_booking(request, by=by, now=now))
        row = self.compare("hold", expected, found)
        for one in standing:
            one.state = "hold"
        if row:
            for one in standing:
                self.house.end(one, "cancelled")
            self.write(row, what, start, end, "hold", actor)

    def _held_by(self, booking: ModelBooking, actor: str) -> bool:
        return booking.state == "hold" and booking.holder == actor

    @rule(number=numbers)
    def quote(self, number: int) -> None:
        """A quote tells what a booking would answer, and proposes only what would be accepted."""
        roll = self.dice(number)
        what, person = some_items(roll), roll.choice(MEMBERS)
        start, end = some_span(roll, self.house.now)
        expected = model.to_seat(self.house, what, start, end, waive=False)
        request = self.built.request(what, start, end, person=person)
        by, now = self.built.people[person], instant(self.house.now)
        told = quote_booking(request, by=by, now=now)
        codes = frozenset(one.code for one in told.refusals)
        found = codes or ("ok" if told.available else "place_taken")
        self.compare("quote", expected, (found, None))
        assert told.quote.total_cents == self.house.price(what, start, end)
        offers = {row.pk: name for name, row in self.built.offers.items()}
        for one in told.alternatives:
            other = tuple((offers[item.offer_id], item.quantity, None) for item in one.request.items)
            since, until = (
                int((moment - instant(0)).total_seconds() // 60)
                for moment in (one.request.period.starts_at, one.request.period.ends_at)
            )
            assert model.to_seat(self.house, other, since, until, waive=False) == "ok"

    @rule(number=numbers)
    def confirm(self, number: int) -> None:
        roll = self.dice(number)
        if not self.bookings or self.lacks(roll, "hold"):
            return self.hold(number=number)
        key, booking = self.picked(roll, "hold")
        by = self.actor_for(roll, booking)
        if model.is_visitor(booking.holder) and chance(roll, 70):
            return self._take_over(key, booking, roll.choice(MEMBERS))
        expected = model.to_confirm(self.house, booking, actor=by)
        found = self._confirm(key, by, key_of(by))
        if self.compare("confirm", expected, found):
            waive = by == "host" and booking.person is not None
            self._confirmed(booking, booking.person or by, waive=waive)

    def _take_over(self, key: uuid.UUID, booking: ModelBooking, member: str) -> None:
        """A visitor has signed in and confirms with the key of their session."""
        person, booking.person = booking.person, booking.person or member
        expected = model.to_confirm(self.house, booking, actor=member)
        booking.person = person
        found = self._confirm(key, member, booking.holder)
        if self.compare("take over", expected, found):
            self._confirmed(booking, member, waive=False)

    def _confirm(self, key: uuid.UUID, by: str, holder: str) -> tuple[Answer, Any]:
        now, person = instant(self.house.now), self.built.people[by]
        return answer(lambda: confirm_booking(key, by=person, now=now, holder_key=holder))

    def _confirmed(self, booking: ModelBooking, person: str, *, waive: bool) -> None:
        booking.person, booking.until = person, None
        booking.state = self.house.first_state(booking.items, waive)
        self.house.owe(booking)

    @rule(number=numbers)
    def extend(self, number: int) -> None:
        roll = self.dice(number)
        if not self.bookings or self.lacks(roll, "hold"):
            return self.hold(number=number)
        key, booking = self.picked(roll, "hold")
        by = self.actor_for(roll, booking)
        expected = model.to_extend(self.house, booking, actor=by)
        now, person = instant(self.house.now), self.built.people[by]
        found = answer(lambda: extend_hold(key, by=person, now=now, holder_key=key_of(by)))
        if self.compare("extend", expected, found):
            booking.extended = True
            booking.until = self.house.now + self.house.hold_minutes(booking.items)

    @rule(number=numbers)
    def move(self, number: int) -> None:
        roll = self.dice(number)
        if not self.bookings:
            return self.create(number=number)
        key, booking = self.picked(roll, "confirmed", "awaiting_approval")
        by = self.actor_for(roll, booking)
        start, end = some_span(roll, self.house.now)
        if model.is_visitor(by):
            by = roll.choice(MEMBERS)  # no key comes with a move
        expected = model.to_move(self.house, booking, start, end, actor=by)
        now, person = instant(self.house.now), self.built.people[by]
        found = answer(lambda: move_booking(key, period=span(start, end), by=person, now=now))
        row = self.compare("move", expected, found)
        if row:
            booking.start, booking.end = start, end
            booking.price = self.house.price(booking.items, start, end)
            self.house.owe(booking)
            self.seat(row, booking)

    @rule(number=numbers)
    def cancel(self, number: int) -> None:
        roll = self.dice(number)
        if not self.bookings:
            return self.create(number=number)
        key, booking = self.picked(roll, "hold", "confirmed", "awaiting_approval")
        by = self.actor_for(roll, booking)
        expected = model.to_cancel(self.house, booking, actor=by)
        now, person = instant(self.house.now), self.built.people[by]
        found = answer(lambda: cancel_booking(key, by=person, now=now, holder_key=key_of(by)))
        if self.compare("cancel", expected, found):
            self.house.end(booking, "cancelled")

    @rule(number=numbers)
    def decide(self, number: int) -> None:
        roll = self.dice(number)
        if not self.bookings or self.lacks(roll, "awaiting_approval"):
            return self.create(number=number)
        key, booking = self.picked(roll, "awaiting_approval")
        actor = "host" if chance(roll, 75) else roll.choice(ACTORS)
        yes = chance(roll, 60)
        expected = model.to_decide(self.house, booking, actor=actor)
        by: Any = self.built.people[actor]
        now = instant(self.house.now)
        if yes:
            found = answer(lambda: decide_booking.approve_booking(key, by=by, now=now))
        else:
            found = answer(
                lambda: decide_booking.decline_booking(key, by=by, now=now, reason="non")
            )
        if self.compare("approve" if yes else "decline", expected, found):
            if yes:
                booking.state = "confirmed"
                self.house.owe(booking)
            else:
                self.house.end(booking, "declined")

    @rule(number=numbers)
    def block(self, number: int) -> None:
        roll = self.dice(number)
        if self.blocks and chance(roll, 50):
            return self._lift(roll)
        names = tuple(sorted(roll.sample(RESOURCES, roll.choice((1, 1, 2)))))
        start, end = some_span(roll, self.house.now)
        actor = "host" if chance(roll, 85) else roll.choice(ACTORS)
        expected = model.to_block(self.house, names, start, end, actor=actor)
        by: Any = self.built.people[actor]
        found = answer(
            lambda: blocks.create_block(
                site_id=self.built.site.pk,
                resource_ids=[self.built.resources[one].pk for one in names],
                period=span(start, end),
                kind="maintenance",
                note="",
                by=by,
                now=instant(self.house.now),
            )
        )
        row = self.compare("block", expected, found)
        if row:
            made = ModelBlock(names, start, end)
            self.let_go([(name, start, end) for name in names])
            self.house.blocks.append(made)
            self.blocks.append((row.pk, made))

    def _lift(self, roll: Random) -> None:
        key, block = roll.choice(self.blocks)
        actor = "host" if chance(roll, 85) else roll.choice(ACTORS)
        expected = model.to_lift(block, actor=actor)
        by: Any = self.built.people[actor]
        found = answer(lambda: blocks.lift_block(key, by=by, now=instant(self.house.now)))
        if self.compare("lift", expected, found):
            block.stands = False

    @rule(number=numbers)
    def pass_time(self, number: int) -> None:
        roll = self.dice(number)
        if chance(roll, 40):
            return self._sweep()
        self.compare("clock", "ok", ("ok", None))
        self.house.now += roll.choice((5, 5, 30, 30, 60, 90))

    def _sweep(self) -> None:
        lapsed = [one for one in self.house.bookings if self.house.may_lapse(one)]
        swept = expire_lapsed(now=instant(self.house.now))
        self.compare("sweep", "ok", ("ok", None))
        assert swept == len(lapsed)
        for booking in lapsed:
            self.house.end(booking, "expired")

    @rule(number=numbers)
    def anything(self, number: int) -> None:
        """Hypothesis leaves some kinds of act out of a life: one in ten may still be any."""
        roll = self.dice(number)
        acts: list[Any] = [self.create] * 3 + [self.hold, self.block, self.pass_time]
        if self.bookings:
            acts += [self.confirm, self.move, self.cancel, self.extend] * 2
        if any(one.state == "awaiting_approval" for one in self.house.bookings):
            acts += [self.decide] * 4
        roll.choice(acts)(number=number)

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


def _see_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every usable seat is free, as if nobody had booked."""
    look = take_seats._ask
    monkeypatch.setattr(
        take_seats,
        "_ask",
        lambda *asked, **more: [(*row[:2], False, *row[3:]) for row in look(*asked, **more)],
    )


def _ask_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_booking, "check_rules", lambda *asked, **more: None)


def _never_lapse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Holds are looked at as they were a day ago: none has lapsed."""
    free = take_seats.free_seats

    def yesterday(*asked: Any, now: Any, **more: Any) -> Any:
        return free(*asked, now=now - timedelta(days=1), **more)

    monkeypatch.setattr(take_seats, "free_seats", yesterday)


FAULTS = {
    "claims unseen": _see_no_claim,
    "rules off": _ask_no_rule,
    "holds never lapse": _never_lapse,
}


def live(lives: int) -> type[Lives]:
    """Run so many lives, each of the same number of acts; a difference is told as it was found."""

    class Life(Lives):
        built = BuiltHouse()
        outcomes: Counter[str] = Counter()

    options = settings(
        max_examples=lives,
        stateful_step_count=STEPS_A_LIFE,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink takes minutes; the last acts tell enough
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(seed(SEED)(Life), settings=options)
    return Life


def test_no_act_ever_differs_from_the_model(tell: Tell) -> None:
    lived = live(LIVES)
    told = ", ".join(f"{what} {count}" for what, count in sorted(lived.outcomes.items()))
    tell(f"{lived.steps} steps in {LIVES} lives, no difference ({told})")
    assert lived.steps >= LIVES * STEPS_A_LIFE * 0.9
    for act in ("create", "hold", "confirm", "extend", "move", "cancel", "approve", "block"):
        assert lived.outcomes[f"{act} ok"] >= 5, act
    assert lived.outcomes["create place_taken"] >= 50


@pytest.mark.parametrize("planted", ["claims unseen", "rules off", "holds never lapse"])
def test_control_a_planted_fault_is_found(
    planted: str, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    FAULTS[planted](monkeypatch)
    with pytest.raises((AssertionError, IntegrityError, Flaky)) as difference:
        live(LIVES)
    tell(f"found: {str(difference.value).splitlines()[0]}")
