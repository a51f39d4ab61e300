"""Many want one place at the same instant: one has it, the others are told, nothing is partial."""

import pytest

from bookings.models import Booking, Claim
from core.period import Period
from tests.factories import NOW, make_offer
from tests.races.crew import Act, Crew
from tests.races.scenes import ROUNDS, House, counted, hour, overlaps
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 50


def booking_acts(
    house: House,
    size: int,
    when: Period,
    *,
    offers: list[list[object]],
    without: tuple[str, ...] = (),
) -> list[Act]:
    """One act a person; they ask for the bundles in turn."""
    return [
        Act(
            "book",
            (person.pk, tuple(offers[n % len(offers)]), when.starts_at, when.ends_at, NOW),
            without=without,
        )
        for n, person in enumerate(house.crowd(size))
    ]


def test_one_of_fifty_has_the_hour(house: House, crew: Crew, tell: Tell) -> None:
    rounds = ROUNDS // 4
    for number in range(rounds):
        acts = booking_acts(house, CROWD, hour(number), offers=[[house.printer.pk]])
        outcomes = crew.act(acts)
        assert counted(outcomes) == {"ok": 1, "place_taken": CROWD - 1}
        assert sum(one.wrote for one in outcomes) == 1
    assert (Booking.objects.count(), overlaps()) == (rounds, 0)
    tell(f"{rounds} rounds of {CROWD}, one winner each")


def test_control_without_locks_several_come_to_write_and_the_constraint_refuses(
    house: House, crew: Crew, tell: Tell
) -> None:
    without = ("locks", "turns")
    acts = booking_acts(house, 10, hour(0), offers=[[house.printer.pk]], without=without)
    outcomes = crew.act(acts)
    wrote = sum(one.wrote for one in outcomes)
    tell(f"without locks {wrote} of 10 came to write: {dict(counted(outcomes))}")
    assert wrote > 1
    assert counted(outcomes)["ok"] <= 1
    assert overlaps() == 0


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_locks_and_constraint_the_hour_is_sold_twice(
    house: House, crew: Crew, tell: Tell
) -> None:
    without = ("locks", "turns")
    acts = booking_acts(house, 10, hour(0), offers=[[house.printer.pk]], without=without)
    won = counted(crew.act(acts))["ok"]
    tell(f"without locks and constraint {won} of 10 have the same hour")
    assert won > 1
    assert overlaps() > 0


@pytest.mark.usefixtures("no_overlap_constraint")
def test_locks_alone_keep_the_hour_too(house: House, crew: Crew) -> None:
    acts = booking_acts(house, 10, hour(0), offers=[[house.printer.pk]], without=("hurry",))
    assert counted(crew.act(acts)) == {"ok": 1, "place_taken": 9}
    assert overlaps() == 0


def test_as_many_have_a_desk_as_there_are(house: House, crew: Crew, tell: Tell) -> None:
    desks = make_offer(house.site, count=24)
    rounds = ROUNDS // 4
    for number in range(rounds):
        outcomes = crew.act(booking_acts(house, 44, hour(number), offers=[[desks.pk]]))
        assert counted(outcomes) == {"ok": 24, "place_taken": 20}
    assert Claim.objects.filter(active=True).count() == 24 * rounds
    tell(f"{rounds} rounds of 44 for 24 desks")


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_locks_and_constraint_more_have_a_desk_than_there_are(
    house: House, crew: Crew, tell: Tell
) -> None:
    desks = make_offer(house.site, count=4)
    without = ("locks", "turns")
    won = counted(crew.act(booking_acts(house, 10, hour(0), offers=[[desks.pk]], without=without)))
    tell(f"without locks and constraint {won['ok']} of 10 have one of 4 desks")
    assert won["ok"] > 4
    assert overlaps() > 0


def test_opposite_bundles_never_wait_for_each_other(house: House, crew: Crew, tell: Tell) -> None:
    bundles = _opposite_bundles(house)
    for number in range(ROUNDS):
        outcomes = crew.act(booking_acts(house, 8, hour(number), offers=bundles))
        assert counted(outcomes) == {"ok": 1, "place_taken": 7}
        assert sum(one.retries for one in outcomes) == 0
        assert Claim.objects.filter(active=True).count() == 2 * (number + 1)
    tell(f"{ROUNDS} rounds of 8 for two opposite bundles, no deadlock")


def test_control_locks_in_the_order_asked_deadlock_and_begin_anew(
    house: House, crew: Crew, tell: Tell
) -> None:
    bundles = _opposite_bundles(house)
    outcomes = crew.act(booking_acts(house, 4, hour(0), offers=bundles, without=("order",)))
    retries = sum(one.retries for one in outcomes)
    tell(f"locks in the order asked: {retries} deadlocks of 4")
    assert retries > 0
    assert counted(outcomes)["ok"] <= 1
    assert overlaps() == 0


def _opposite_bundles(house: House) -> list[list[object]]:
    other = make_offer(house.site, kind="vr_kit")
    return [[house.printer.pk, other.pk], [other.pk, house.printer.pk]]
