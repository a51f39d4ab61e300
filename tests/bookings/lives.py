"""The acts of a random life: each is answered by the model first, then by the house."""

import uuid
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bookings.services import blocks, create_booking, decide_booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.confirm_booking import confirm_booking, extend_hold
from bookings.services.expire_bookings import expire_lapsed
from bookings.services.move_booking import move_booking
from bookings.services.quote_booking import quote_booking
from tests.bookings import model_answers as model
from tests.bookings.built_house import (
    ACTORS,
    MEMBERS,
    RESOURCES,
    VISITORS,
    answer,
    instant,
    key_of,
    minute,
    span,
)
from tests.bookings.dice import chance, some_items, some_span
from tests.bookings.model_house import Answer, Item, ModelBlock, ModelBooking
from tests.bookings.side_by_side import SideBySide

numbers = st.integers(0, 2**48)
REVIEWED: tuple[Item, ...] = (("rooms", 1, None),)


class Lives(SideBySide):
    """One life: acts on the built house and on the model, compared after each.

    What Hypothesis draws never depends on what has happened: which of two equal seats the house
    gives is no matter of the model, so a life is not lived twice in the same way.
    """

    @rule(number=numbers)
    def create(self, number: int) -> None:
        roll = self.dice(number)
        self._create(roll, *self.wish(roll))

    def _create(self, roll: Random, what: tuple[Item, ...], start: int, end: int) -> None:
        person = roll.choice(MEMBERS)
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
        actor = roll.choice((*MEMBERS, *VISITORS))
        what, start, end = self.wish(roll)
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
            other = tuple(
                (offers[item.offer_id], item.quantity, None) for item in one.request.items
            )
            when = one.request.period
            since, until = minute(when.starts_at), minute(when.ends_at)
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
            return self._create(roll, REVIEWED, *some_span(roll, self.house.now))
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
