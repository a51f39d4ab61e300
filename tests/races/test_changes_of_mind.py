"""Two acts meet on one booking or one hold: each order of them is right, nothing in between."""

import datetime as dt
import uuid
from collections import Counter

import pytest
from django.db import connection

from accounts.models import Person
from bookings.models import Booking, Claim
from bookings.services.create_booking import hold_booking
from core.period import Period
from spaces.models import Offer, OfferResource
from tests.factories import NOW, ask, make_booking, make_offer, make_person, make_policy, period
from tests.races.conftest import House, overlaps
from tests.races.crew import Act, Crew, Outcome
from tests.telling import DEEP, Tell

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200 if DEEP else 20
KEY = "k" * 64
LAPSES = NOW + dt.timedelta(minutes=15)


def said(outcomes: list[Outcome]) -> list[str]:
    return [one.said for one in outcomes]


def hour(number: int) -> Period:
    return period(12 + number // 12 % 18, 8 + number % 12, 9 + number % 12)


def book_act(
    person: Person, offer: Offer, when: Period, *, now: dt.datetime = NOW, **more: object
) -> Act:
    given = (person.pk, (offer.pk,), when.starts_at, when.ends_at, now)
    return Act("book", given, **more)  # type: ignore[arg-type]


def held(offer: Offer, when: Period, key: str = KEY) -> Booking:
    return hold_booking(ask(offer, when, person=None, holder_key=key), by=None, now=NOW)


def states(*bookings: Booking) -> list[str]:
    found = dict(Booking.objects.values_list("pk", "state"))
    return [found[one.pk] for one in bookings]


def test_a_cancellation_meets_a_rival(house: House, crew: Crew, tell: Tell) -> None:
    owner, rival = house.crowd(2)
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        booking = make_booking(house.printer, hour(number), person=owner)
        late = (number % 5) / 200
        first, second = said(
            crew.act(
                [
                    Act("cancel", (booking.pk, owner.pk, NOW)),
                    book_act(rival, house.printer, hour(number), late=late),
                ]
            )
        )
        seen[second] += 1
        assert first == "ok"
        assert second in {"ok", "place_taken"}
        assert states(booking) == ["cancelled"]
        assert Claim.objects.filter(active=True).count() == seen["ok"]
    assert overlaps() == 0
    tell(f"{ROUNDS} rounds, the rival: {dict(seen)}")


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
    person = house.crowd(1)[0]
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        hold = held(house.printer, hour(number))
        early = LAPSES - dt.timedelta(seconds=1)
        sweep = Act("sweep", (LAPSES, 0.03), late=(number % 3) / 100)
        _, confirmed = said(crew.act([sweep, Act("confirm", (hold.pk, person.pk, KEY, early))]))
        seen[confirmed] += 1
        assert confirmed in {"confirmed", "hold_lapsed"}
        lives = confirmed == "confirmed"
        assert states(hold) == ["confirmed" if lives else "expired"]
        assert Claim.objects.filter(booking=hold, active=True).exists() is lives
    tell(f"{ROUNDS} rounds: {dict(seen)}")


def test_a_confirmation_meets_a_rival_for_the_lapsed_place(house: House, crew: Crew) -> None:
    """One clock is a second behind the other: one of the two has the place."""
    person, rival = house.crowd(2)
    for number in range(ROUNDS):
        hold = held(house.printer, hour(number))
        early = LAPSES - dt.timedelta(seconds=1)
        confirm = Act("confirm", (hold.pk, person.pk, KEY, early), late=(number % 3) / 200)
        outcome = said(
            crew.act([confirm, book_act(rival, house.printer, hour(number), now=LAPSES)])
        )
        assert outcome in (["confirmed", "place_taken"], ["hold_lapsed", "ok"])
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (ROUNDS, 0)


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
    _, acts = _undecided(house, 0, without=("locks", "hurry"))
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


def test_two_tabs_of_a_visitor_keep_one_place(house: House, crew: Crew, tell: Tell) -> None:
    seen: Counter[str] = Counter()
    for number in range(ROUNDS):
        outcome = said(crew.act(_two_tabs(house, hour(number))))
        seen[" and ".join(sorted(outcome))] += 1
        assert sorted(outcome) in (["ok", "ok"], ["hold_exists", "ok"])
        (hold,) = Booking.objects.filter(state="hold")
        assert Claim.objects.filter(active=True).values_list("booking", flat=True).get() == hold.pk
    tell(f"{ROUNDS} rounds: {dict(seen)}")


@pytest.mark.usefixtures("no_single_hold_constraint")
def test_control_without_the_constraint_two_tabs_keep_two_places(house: House, crew: Crew) -> None:
    outcome = said(crew.act(_two_tabs(house, hour(0), without=("hurry",))))
    assert outcome == ["ok", "ok"]
    assert Booking.objects.filter(state="hold").count() == 2


def _two_tabs(house: House, when: Period, without: tuple[str, ...] = ()) -> list[Act]:
    offers = [house.printer, make_offer(house.site)]
    return [
        Act("hold", (KEY, (one.pk,), when.starts_at, when.ends_at, NOW), without=without)
        for one in offers
    ]


def test_two_tabs_confirm_one_hold(house: House, crew: Crew) -> None:
    person = house.crowd(1)[0]
    for number in range(ROUNDS // 2):
        hold = held(house.printer, hour(number))
        acts = [Act("confirm", (hold.pk, person.pk, KEY, NOW))] * 2
        assert sorted(said(crew.act(acts))) == ["confirmed", "wrong_state"]
        assert states(hold) == ["confirmed"]


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
