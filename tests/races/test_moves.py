"""Bookings that move at the same instant: all do where there is room; else nobody loses."""

import pytest

from bookings.models import Booking, Claim
from core.period import Period
from tests.factories import NOW, at, make_booking, make_offer, period
from tests.races.crew import Act, Crew
from tests.races.scenes import ROUNDS, House, counted, overlaps
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)
NINE, TEN = period(12, 9, 10), period(12, 10, 11)


def move_act(booking: Booking, when: Period, without: tuple[str, ...] = ()) -> Act:
    given = (booking.pk, booking.person_id, when.starts_at, when.ends_at, NOW)
    return Act("move", given, without=without)


def _one_printer(house: House) -> tuple[Booking, Booking]:
    one, two = house.crowd(2)
    first = make_booking(house.printer, NINE, person=one)
    return first, make_booking(house.printer, TEN, person=two)


def test_two_bookings_that_want_each_others_place_both_stay(
    house: House, crew: Crew, tell: Tell
) -> None:
    first, second = _one_printer(house)
    for _ in range(ROUNDS):
        outcomes = crew.act([move_act(first, TEN), move_act(second, NINE)])
        assert counted(outcomes) == {"place_taken": 2}
        assert sum(one.retries for one in outcomes) == 0
    claims = Claim.objects.filter(active=True).values_list("booking", "period")
    assert {key: one.lower for key, one in claims} == {first.pk: at(12, 9), second.pk: at(12, 10)}
    tell(f"{ROUNDS} times each wanted the other's place, no deadlock")


def test_control_without_the_look_only_the_constraint_keeps_them(house: House, crew: Crew) -> None:
    first, second = _one_printer(house)
    outcomes = crew.act([move_act(first, TEN, ("look",)), move_act(second, NINE, ("look",))])
    assert all((one.said, one.wrote) == ("place_taken", True) for one in outcomes)
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (2, 0)


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_look_and_constraint_one_moves_onto_the_other(
    house: House, crew: Crew
) -> None:
    first, _ = _one_printer(house)
    assert counted(crew.act([move_act(first, TEN, ("look",))])) == {"ok": 1}
    assert overlaps() == 1


def _swap(house: House) -> list[Booking]:
    """Two couples, at nine and at ten, in a room with four desks."""
    desks = make_offer(house.site, count=4)
    people = house.crowd(4)
    return [
        make_booking(desks, when, person=person)
        for person, when in zip(people, (NINE, NINE, TEN, TEN), strict=True)
    ]


def _swap_acts(bookings: list[Booking], number: int, without: tuple[str, ...] = ()) -> list[Act]:
    to = (TEN, TEN, NINE, NINE) if number % 2 == 0 else (NINE, NINE, TEN, TEN)
    return [move_act(one, when, without) for one, when in zip(bookings, to, strict=True)]


def test_two_couples_swap_their_hours_where_there_is_room(
    house: House, crew: Crew, tell: Tell
) -> None:
    bookings = _swap(house)
    for number in range(ROUNDS):
        outcomes = crew.act(_swap_acts(bookings, number))
        assert counted(outcomes) == {"ok": 4}
        assert sum(one.retries for one in outcomes) == 0
        assert (Claim.objects.filter(active=True).count(), overlaps()) == (4, 0)
    tell(f"{ROUNDS} swaps of two couples")


def test_control_without_locks_somebody_is_refused_though_there_is_room(
    house: House, crew: Crew, tell: Tell
) -> None:
    """Both of a couple choose the same free desk, and the constraint lets one of them have it."""
    outcomes = crew.act(_swap_acts(_swap(house), 0, ("locks", "turns")))
    won = counted(outcomes)["ok"]
    tell(f"without locks {won} of 4 can move")
    assert won < 4
    assert overlaps() == 0


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_locks_and_constraint_a_couple_has_one_desk(
    house: House, crew: Crew, tell: Tell
) -> None:
    outcomes = crew.act(_swap_acts(_swap(house), 0, ("locks", "turns")))
    assert counted(outcomes) == {"ok": 4}
    tell(f"without locks and constraint {overlaps()} couples have one desk")
    assert overlaps() > 0


def test_two_that_move_to_one_free_hour(house: House, crew: Crew) -> None:
    first, second = _one_printer(house)
    for number in range(ROUNDS // 2):
        when = period(13, 8 + number % 12, 9 + number % 12)
        outcomes = crew.act([move_act(first, when), move_act(second, when)])
        assert sum(outcome.said == "ok" for outcome in outcomes) == 1
        assert (Claim.objects.filter(active=True).count(), overlaps()) == (2, 0)


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_locks_and_constraint_both_move_to_it(house: House, crew: Crew) -> None:
    without, when = ("locks", "turns"), period(13, 8, 9)
    outcomes = crew.act([move_act(one, when, without) for one in _one_printer(house)])
    assert counted(outcomes) == {"ok": 2}
    assert overlaps() == 1
