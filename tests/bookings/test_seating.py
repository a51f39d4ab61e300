"""Seating against brute force: refused only when nothing seats it, and shortest gaps first."""

import datetime as dt
import itertools
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.seating import Free, Want, seat

DESKS = [uuid.UUID(int=number) for number in range(6)]


def free(*numbers: int, gaps: dict[int, int] | None = None) -> tuple[Free, ...]:
    hours = gaps or {}
    return tuple(Free(DESKS[one], dt.timedelta(hours=hours.get(one, 1))) for one in numbers)


def brute_force(wants: list[Want]) -> bool:
    """Every way to give each item its resources is tried."""
    ways = []
    for want in wants:
        pool = [one.resource_id for one in want.free]
        if want.fixed:
            ways.append([want.fixed] if set(want.fixed) <= set(pool) else [])
        else:
            ways.append(list(itertools.combinations(pool, want.quantity)))
    for chosen in itertools.product(*ways):
        every = [one for part in chosen for one in part]
        if len(every) == len(set(every)):
            return True
    return False


pools = st.sets(st.integers(0, 5), max_size=6)
floating = st.builds(
    lambda pool, quantity: Want(quantity, free(*sorted(pool))), pools, st.integers(1, 3)
)
fixed = st.builds(
    lambda pool, whole: Want(1, free(*sorted(pool)), tuple(DESKS[one] for one in sorted(whole))),
    pools,
    st.sets(st.integers(0, 5), min_size=1, max_size=3),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.one_of(floating, floating, fixed), min_size=1, max_size=4))
def test_seats_exist_exactly_when_brute_force_finds_some(wants: list[Want]) -> None:
    seated = seat(wants)
    assert (seated is not None) == brute_force(wants)
    if seated is None:
        return
    every = [one for part in seated for one in part]
    assert len(every) == len(set(every))
    for want, chosen in zip(wants, seated, strict=True):
        assert set(chosen) <= {one.resource_id for one in want.free}
        assert list(chosen) == list(want.fixed) if want.fixed else len(chosen) == want.quantity


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.integers(0, 5), st.integers(1, 9), min_size=1), st.integers(1, 6))
def test_one_item_gets_the_shortest_gaps(gaps: dict[int, int], quantity: int) -> None:
    seated = seat([Want(quantity, free(*gaps, gaps=gaps))])
    if quantity > len(gaps):
        assert seated is None
        return
    assert seated is not None
    lengths = sorted(gaps[DESKS.index(one)] for one in seated[0])
    assert lengths == sorted(gaps.values())[:quantity]


def test_a_mover_keeps_its_place_though_a_shorter_gap_is_free() -> None:
    want = Want(1, free(0, 1, gaps={0: 1, 1: 9}), keep=frozenset({DESKS[1]}))
    assert seat([want]) == [[DESKS[1]]]


def test_who_could_sit_elsewhere_makes_room() -> None:
    wide, narrow = Want(1, free(0, 1)), Want(1, free(0))
    assert seat([wide, narrow]) == [[DESKS[1]], [DESKS[0]]]


def test_whole_sets_that_share_a_thing_are_not_seated_together() -> None:
    left = Want(1, free(0, 1, 2), (DESKS[0], DESKS[1]))
    right = Want(1, free(0, 1, 2), (DESKS[1], DESKS[2]))
    assert seat([left, right]) is None
