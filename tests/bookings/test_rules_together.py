"""The rules as a whole: which refusals are told, in which order, and what staff may waive."""

import uuid
from dataclasses import replace

import pytest

from bookings import rules
from bookings.facts import OfferFacts
from bookings.request import BookingRequest, ItemRequest
from bookings.rules import Refusal
from core.errors import RuleRefused
from core.period import Period
from tests.bookings.plain_facts import FACTS
from tests.factories import NOW, period


def refused(facts: list[OfferFacts], when: Period, *, waive: bool = False) -> list[Refusal]:
    items = tuple(ItemRequest(one.id) for one in facts)
    request = BookingRequest(period=when, items=items, person=None)
    return rules.refusals(request, facts, now=NOW, waive=waive)


def test_all_refusals_are_told_once_in_the_order_of_the_rules() -> None:
    facts = replace(FACTS, min_minutes=90, horizon_days=0, open_throughout=False)
    other = replace(facts, id=uuid.UUID(int=10))
    codes = [one.code for one in refused([facts, other], period(12, 10, 11))]
    assert codes == ["too_early", "too_short", "closed"]


def test_staff_waive_time_and_nothing_else() -> None:
    facts = replace(FACTS, notice_minutes=6000, horizon_days=0, min_minutes=90)
    when = period(12, 10, 11)
    assert [one.code for one in refused([facts], when)] == ["too_late", "too_early", "too_short"]
    assert [one.code for one in refused([facts], when, waive=True)] == ["too_short"]
    over = period(11, 6, 7)
    assert [one.code for one in refused([FACTS], over, waive=True)] == ["over"]


def test_a_booking_stays_at_one_site() -> None:
    other = replace(FACTS, id=uuid.UUID(int=10), site_id=uuid.UUID(int=11))
    assert [one.code for one in refused([FACTS, other], period(12, 10, 11))] == ["several_sites"]


def test_the_first_refusal_is_raised_and_the_others_stand_beside_it() -> None:
    facts = replace(FACTS, min_minutes=90, open_throughout=False)
    request = BookingRequest(period=period(12, 10, 11), items=(ItemRequest(FACTS.id),), person=None)
    with pytest.raises(RuleRefused) as failure:
        rules.check_rules(request, [facts], now=NOW, waive=False)
    assert failure.value.code == "too_short"
    assert [one["code"] for one in failure.value.details["others"]] == ["closed"]
    assert failure.value.details["min_minutes"] == 90
