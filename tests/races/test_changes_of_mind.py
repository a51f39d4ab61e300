"""Two acts meet on one booking or one hold: each order of them is right, nothing in between."""

import contextlib
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from accounts.models import Person
from bookings.models import Booking, Claim
from bookings.services import confirm_booking
from core.period import Period
from spaces.models import Offer, OfferResource
from tests.factories import NOW, make_booking, make_offer, make_person, make_policy
from tests.races.crew import Act, Crew
from tests.races.guards import GUARDS_OFF, around
from tests.races.scenes import KEY, LAPSES, ROUNDS, House, held, hour, overlaps, said, states
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)


def book_act(
    person: Person, offer: Offer, when: Period, *, now: dt.datetime = NOW, **more: Any
) -> Act:
    given = (person.pk, (offer.pk,), when.starts_at, when.ends_at, now)
    return Act("book", given, **more)


def test_a_cancellation_meets_a_rival(house: House, crew: Crew, tell: Tell) -> None:
    owner, rival = house.crowd(2)
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        booking = make_booking(house.printer, hour(number), person=owner)
        cancelled, booked = said(crew.act(_cancel_and_book(booking, rival, number)))
        seen[booked] += 1
        assert cancelled == "ok"
        assert booked in {"ok", "place_taken"}
        assert states(booking) == ["cancelled"]
        assert Claim.objects.filter(active=True).count() == seen["ok"]
    assert overlaps() == 0
    tell(f"{ROUNDS} rounds, the rival: {dict(seen)}")


def test_control_what_is_not_given_back_is_lost_for_every_rival(house: House, crew: Crew) -> None:
    owner, rival = house.crowd(2)
    for number in range(5):
        booking = make_booking(house.printer, hour(number), person=owner)
        acts = _cancel_and_book(booking, rival, number, without=("giving back",))
        assert said(crew.act(acts)) == ["ok", "place_taken"]
        assert states(booking) == ["cancelled"]
        assert Claim.objects.filter(active=True).count() == number + 1


@pytest.mark.usefixtures("no_overlap_constraint")
def test_control_a_rival_who_does_not_look_has_what_is_not_given_back(
    house: House, crew: Crew
) -> None:
    owner, rival = house.crowd(2)
    booking = make_booking(house.printer, hour(0), person=owner)
    acts = _cancel_and_book(booking, rival, 0, without=("giving back", "look"))
    assert said(crew.act(acts)) == ["ok", "ok"]
    assert overlaps() == 1


def _cancel_and_book(
    booking: Booking, rival: Person, number: int, without: tuple[str, ...] = ()
) -> list[Act]:
    (item,), late = booking.items.all(), (number % 5) / 200
    when = Period(booking.starts_at, booking.ends_at)
    return [
        Act("cancel", (booking.pk, booking.person_id, NOW), without=without),
        book_act(rival, item.offer, when, late=late, without=without),
    ]


def test_a_sweep_meets_whoever_wants_the_lapsed_place(house: House, crew: Crew, tell: Tell) -> None:
    """The place is free whoever is first: the booking always has it."""
    for number in range(ROUNDS // 2):
        hold = held(house.printer, hour(number), key=uuid.uuid4().hex)
        swept, booked = said(crew.act(_sweep_and_book(house, hour(number), number)))
        assert (swept[:5], booked) == ("swept", "ok")
        assert states(hold) == ["expired"]
    assert overlaps() == 0
    tell(f"{ROUNDS // 2} rounds, the place was always had")


def test_control_a_freed_hold_that_counts_as_lost_leaves_the_place_to_nobody(
    house: House, crew: Crew
) -> None:
    held(house.printer, hour(0))
    acts = _sweep_and_book(house, hour(0), 1, without=("looking again",))
    assert said(crew.act(acts)) == ["swept 1", "place_taken"]
    assert not Claim.objects.filter(active=True).exists()


def _sweep_and_book(
    house: House, when: Period, number: int, without: tuple[str, ...] = ()
) -> list[Act]:
    late = (0.0, 0.03, 0.06)[number % 3]
    return [
        Act("sweep", (LAPSES, 0.1)),
        book_act(house.crowd(1)[0], house.printer, when, now=LAPSES, late=late, without=without),
    ]


def test_a_confirmation_meets_the_sweep(house: House, crew: Crew, tell: Tell) -> None:
    """In time it stands for good; a moment later it is told that the hold has lapsed."""
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        hold = held(house.printer, hour(number))
        sweep = Act("sweep", (LAPSES, 0.03), late=(number % 3) / 100)
        _, confirmed = said(crew.act([sweep, _confirm(house, hold)]))
        seen[confirmed] += 1
        assert confirmed in {"confirmed", "hold_lapsed"}
        lives = confirmed == "confirmed"
        assert states(hold) == ["confirmed" if lives else "expired"]
        assert Claim.objects.filter(booking=hold, active=True).exists() is lives
    tell(f"{ROUNDS} rounds: {dict(seen)}")


def test_control_without_the_lock_what_was_swept_is_confirmed_with_no_place(
    house: House, crew: Crew
) -> None:
    hold = held(house.printer, hour(0))
    with _without_locks(lambda: crew.act([Act("sweep", (LAPSES, 0.0))])):
        confirm_booking.confirm_booking(hold.pk, **_in_time(house))
    assert states(hold) == ["confirmed"]
    assert not Claim.objects.filter(active=True).exists()


def test_a_confirmation_meets_a_rival_for_the_lapsed_place(house: House, crew: Crew) -> None:
    """One clock is a second behind the other: one of the two has the place."""
    rival = house.crowd(2)[1]
    for number in range(ROUNDS):
        hold = held(house.printer, hour(number))
        confirm = _confirm(house, hold, late=(number % 3) / 200)
        outcome = said(
            crew.act([confirm, book_act(rival, house.printer, hour(number), now=LAPSES)])
        )
        assert outcome in (["confirmed", "place_taken"], ["hold_lapsed", "ok"])
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (ROUNDS, 0)


def test_control_without_the_lock_both_are_told_that_they_have_it(house: House, crew: Crew) -> None:
    rival, hold = house.crowd(2)[1], held(house.printer, hour(0))
    book = book_act(rival, house.printer, hour(0), now=LAPSES)
    with _without_locks(lambda: crew.act([book])):
        confirm_booking.confirm_booking(hold.pk, **_in_time(house))
    assert list(Booking.objects.values_list("state", flat=True)) == ["confirmed", "confirmed"]
    assert Claim.objects.filter(active=True).count() == 1


def _in_time(house: House) -> dict[str, Any]:
    """A second before the hold lapses, by somebody who has just signed in."""
    early = LAPSES - dt.timedelta(seconds=1)
    return {"by": house.crowd(1)[0], "now": early, "holder_key": KEY}


def _confirm(house: House, hold: Booking, *, late: float = 0.0) -> Act:
    given = _in_time(house)
    return Act("confirm", (hold.pk, given["by"].pk, KEY, given["now"]), late=late)


@contextlib.contextmanager
def _without_locks(rival: Callable[[], object]) -> Iterator[None]:
    """Confirm without locks, while a rival acts between the look and the write."""
    with GUARDS_OFF["locks"](), around(confirm_booking, "change_state", before=rival):
        yield


def test_two_of_the_team_decide_at_once(house: House, crew: Crew, tell: Tell) -> None:
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        booking, acts = _undecided(house, number, without=())
        outcome = said(crew.act(acts))
        assert sorted(outcome) == ["ok", "wrong_state"]
        state = "confirmed" if outcome[0] == "ok" else "declined"
        assert states(booking) == [state]
        assert Claim.objects.filter(booking=booking, active=True).exists() is (outcome[0] == "ok")
        seen[state] += 1
    tell(f"{ROUNDS} rounds: {dict(seen)}")


def test_control_without_the_lock_both_decide(house: House, crew: Crew) -> None:
    _, acts = _undecided(house, 0, without=("locks", "turns"))
    assert said(crew.act(acts)) == ["ok", "ok"]


def _undecided(house: House, number: int, without: tuple[str, ...]) -> tuple[Booking, list[Act]]:
    room = _reviewed(house)
    hosts = [make_person(role="host", site=house.site) for _ in range(2)]
    booking = make_booking(room, hour(number), person=house.crowd(1)[0])
    return booking, [
        Act("decide", (booking.pk, host.pk, yes, NOW), without=without)
        for host, yes in zip(hosts, (True, False), strict=True)
    ]


def _reviewed(house: House) -> Offer:
    policy = make_policy(needs_approval=True)
    return make_offer(house.site, kind="room", policy=policy)


def test_an_approval_meets_a_rival(house: House, crew: Crew, tell: Tell) -> None:
    """The place that waits for approval is not free; where it is declined, it may be."""
    owner, rival = house.crowd(2)
    host = make_person(role="host", site=house.site)
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        room = _reviewed(house)
        booking = make_booking(room, hour(number), person=owner)
        yes = number % 2 == 0
        decide = Act("decide", (booking.pk, host.pk, yes, NOW))
        decided, booked = said(crew.act([decide, book_act(rival, room, hour(number))]))
        seen[f"{'approved' if yes else 'declined'}, rival {booked}"] += 1
        assert decided == "ok"
        assert booked in ({"place_taken"} if yes else {"place_taken", "ok"})
    assert overlaps() == 0
    tell(f"{ROUNDS} rounds: {dict(seen)}")


def test_a_lock_that_does_not_come_is_told_as_busy_and_nothing_is_written(
    house: House, crew: Crew
) -> None:
    person = house.crowd(1)[0]
    resource = OfferResource.objects.get(offer=house.printer).resource_id
    crew.act([Act("be_ready"), Act("hurry", (100,))])
    acts = [
        Act("keep_locked", (resource, 0.6)),
        book_act(person, house.printer, hour(0), late=0.1),
    ]
    assert said(crew.act(acts)) == ["ok", "busy"]
    assert not Booking.objects.exists()
    crew.act([Act("be_ready"), Act("hurry", (0,))])
    assert said(crew.act(acts)) == ["ok", "ok"], "the control waits until the lock comes"


def test_the_house_waits_a_bounded_time_for_a_lock(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("show lock_timeout")
        assert cursor.fetchone() == ("5s",)
