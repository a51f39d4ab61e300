"""Two bookings that move onto one machine by name at the same instant: one of them has it."""

import pytest

from bookings.models import Booking, Claim
from spaces.models import Offer
from tests.factories import NOW, make_booking, make_offer, period
from tests.races.crew import Act, Crew
from tests.races.scenes import ROUNDS, House, counted, overlaps
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)
UNGUARDED = ("locks", "turns")


def _two_of_three(house: House, day: int) -> tuple[Offer, list[Booking]]:
    """Three machines, chosen by name; two are booked at the same hour."""
    machines = make_offer(house.site, count=3, choose_by_name=True)
    names = list(machines.members.values_list("resource_id", flat=True))
    return machines, [
        make_booking(machines, period(day, 9, 10), person=person, resource_id=name)
        for person, name in zip(house.crowd(2), names[:2], strict=True)
    ]


def _onto_the_third(
    machines: Offer, bookings: list[Booking], without: tuple[str, ...] = ()
) -> list[Act]:
    taken = Claim.objects.filter(booking__in=bookings).values("resource")
    [free] = machines.members.exclude(resource__in=taken).values_list("resource_id", flat=True)
    return [
        Act("move_onto", (one.pk, one.person_id, free, NOW), without=without) for one in bookings
    ]


def test_two_that_move_onto_one_machine(house: House, crew: Crew, tell: Tell) -> None:
    machines, bookings = _two_of_three(house, 12)
    for _ in range(ROUNDS):
        outcomes = crew.act(_onto_the_third(machines, bookings))
        assert counted(outcomes) == {"ok": 1, "place_taken": 1}
        assert (Claim.objects.filter(active=True).count(), overlaps()) == (2, 0)
    tell(f"{ROUNDS} times two moved onto one machine")


def test_control_without_locks_only_the_constraint_keeps_them(house: House, crew: Crew) -> None:
    machines, bookings = _two_of_three(house, 12)
    outcomes = crew.act(_onto_the_third(machines, bookings, UNGUARDED))
    assert counted(outcomes) == {"ok": 1, "place_taken": 1}
    assert all(one.wrote for one in outcomes)
    assert overlaps() == 0


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_without_locks_and_constraint_both_are_on_it(house: House, crew: Crew) -> None:
    machines, bookings = _two_of_three(house, 12)
    outcomes = crew.act(_onto_the_third(machines, bookings, UNGUARDED))
    assert counted(outcomes) == {"ok": 2}
    assert overlaps() == 1
