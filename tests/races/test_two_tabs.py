"""One visitor with two tabs: one hold, confirmed once."""

from collections import Counter

import pytest

from bookings.models import Booking, Claim
from core.models import AuditEntry
from core.period import Period
from tests.factories import NOW, make_offer
from tests.races.crew import Act, Crew
from tests.races.scenes import KEY, ROUNDS, House, held, hour, said, states
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)


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
    outcome = said(crew.act(_two_tabs(house, hour(0), without=("turns",))))
    assert outcome == ["ok", "ok"]
    assert Booking.objects.filter(state="hold").count() == 2


def _two_tabs(house: House, when: Period, without: tuple[str, ...] = ()) -> list[Act]:
    offers = [house.printer, make_offer(house.site)]
    return [
        Act("hold", (KEY, (one.pk,), when.starts_at, when.ends_at, NOW), without=without)
        for one in offers
    ]


def test_two_tabs_confirm_one_hold(house: House, crew: Crew) -> None:
    for number in range(ROUNDS // 2):
        hold = held(house.printer, hour(number))
        assert sorted(said(crew.act(_two_confirm(house, hold)))) == ["confirmed", "wrong_state"]
        assert states(hold) == ["confirmed"]
        assert confirmations() == number + 1


def test_control_without_the_lock_one_hold_is_confirmed_twice(house: House, crew: Crew) -> None:
    """Of something free: where it costs, the second order would be refused."""
    hold = held(make_offer(house.site, price_cents=0), hour(0))
    acts = _two_confirm(house, hold, without=("locks", "turns"))
    assert said(crew.act(acts)) == ["confirmed", "confirmed"]
    assert confirmations() == 2


def _two_confirm(house: House, hold: Booking, without: tuple[str, ...] = ()) -> list[Act]:
    person = house.crowd(1)[0]
    return [Act("confirm", (hold.pk, person.pk, KEY, NOW), without=without)] * 2


def confirmations() -> int:
    """How often the audit says that a booking was confirmed."""
    return AuditEntry.objects.filter(action="booking.confirmed").count()
