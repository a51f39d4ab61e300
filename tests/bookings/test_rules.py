"""Each rule alone, on facts written by hand: where it begins to refuse, to the minute."""

import datetime as dt
import uuid
from dataclasses import fields, replace
from typing import Any

import pytest

from accounts.models import Person
from bookings import rules
from bookings.facts import OfferFacts
from bookings.request import BookingRequest, ItemRequest
from bookings.rules import Asked, Rule
from core.period import Period
from tests.bookings.plain_facts import FACTS, RESIDENT, SEATS, STUDENT
from tests.factories import NOW, at, period


def code_of(
    rule: Rule, when: Period | None = None, *, now: dt.datetime = NOW, **given: Any
) -> str | None:
    """The code of a rule's refusal; facts by their names, the rest goes to the request."""
    facts = {
        name: given.pop(name) for name in [one.name for one in fields(OfferFacts)] if name in given
    }
    audience = given.pop("audience", None)
    item = ItemRequest(FACTS.id, given.pop("quantity", 1), given.pop("resource", None))
    request = BookingRequest(
        period=when or period(12, 10, 11),
        items=(item,),
        person=Person(audience_id=audience) if audience else None,
        **given,
    )
    refusal = rule(Asked(request, item, replace(FACTS, **facts), now))
    return refusal and refusal.code


def from_to(start: tuple[int, int, int], end: tuple[int, int, int]) -> Period:
    return Period(at(*start), at(*end))


@pytest.mark.parametrize("rule", rules.RULES)
def test_an_ordinary_request_passes_every_rule(rule: Rule) -> None:
    assert code_of(rule) is None


@pytest.mark.parametrize(
    ("minute", "step", "code"),
    [(0, 15, None), (15, 15, None), (30, 60, "off_grid"), (20, 15, "off_grid"), (1, 1, None)],
)
def test_times_stand_on_the_grid_of_the_wall(minute: int, step: int, code: str | None) -> None:
    for when in (
        from_to((12, 10, minute), (12, 12, 0)),
        from_to((12, 8, 0), (12, 10, minute)),
    ):
        assert code_of(rules.on_the_grid, when, granularity_minutes=step) == code


def test_seconds_are_never_on_the_grid() -> None:
    when = Period(at(12, 10) + dt.timedelta(seconds=1), at(12, 11))
    assert code_of(rules.on_the_grid, when, granularity_minutes=1) == "off_grid"


def test_the_grid_is_the_walls_in_a_zone_of_half_hours() -> None:
    when = from_to((12, 10, 0), (12, 11, 0))
    assert code_of(rules.on_the_grid, when, granularity_minutes=60) is None
    refused = code_of(rules.on_the_grid, when, granularity_minutes=60, time_zone="Asia/Kolkata")
    assert refused == "off_grid"


@pytest.mark.parametrize(("least", "code"), [(60, None), (61, "too_short")])
def test_the_shortest_length_is_allowed(least: int, code: str | None) -> None:
    assert code_of(rules.long_enough, min_minutes=least) == code


@pytest.mark.parametrize(("most", "code"), [(60, None), (59, "too_long")])
def test_the_longest_length_is_allowed(most: int, code: str | None) -> None:
    assert code_of(rules.short_enough, max_minutes=most) == code


@pytest.mark.parametrize(("late", "code"), [(0, None), (14, None), (15, "past"), (30, "past")])
def test_a_slot_may_be_had_until_the_next_one_begins(late: int, code: str | None) -> None:
    now = at(12, 10) + dt.timedelta(minutes=late)
    assert code_of(rules.not_past, now=now) == code


@pytest.mark.parametrize(("late", "code"), [(59, None), (60, "over")])
def test_what_has_ended_is_over(late: int, code: str | None) -> None:
    assert code_of(rules.ends_ahead, now=at(12, 10) + dt.timedelta(minutes=late)) == code


@pytest.mark.parametrize(
    ("before", "notice", "code"),
    [
        (0, 0, None),
        (120, 120, None),
        (106, 120, None),
        (105, 120, "too_late"),
        (0, 120, "too_late"),
    ],
)
def test_notice_counts_to_the_slot_that_is_running(
    before: int, notice: int, code: str | None
) -> None:
    now = at(12, 10) - dt.timedelta(minutes=before)
    assert code_of(rules.early_enough, now=now, notice_minutes=notice) == code


@pytest.mark.parametrize(("day", "code"), [(18, None), (19, "too_early")])
def test_the_horizon_is_a_day_on_the_wall(day: int, code: str | None) -> None:
    for hour in (0, 23):
        when = from_to((day, hour, 0), (day, hour, 45))
        assert code_of(rules.late_enough, when, horizon_days=7) == code


@pytest.mark.parametrize(
    ("span", "throughout", "ends", "code"),
    [
        ("open_throughout", True, False, None),
        ("open_throughout", False, True, "closed"),
        ("may_span_closed", False, True, None),
        ("may_span_closed", True, False, "closed"),
    ],
)
def test_which_hours_must_be_open(
    span: str, throughout: bool, ends: bool, code: str | None
) -> None:
    given = {"span": span, "open_throughout": throughout, "open_at_both_ends": ends}
    assert code_of(rules.in_open_hours, **given) == code


@pytest.mark.parametrize(
    ("audiences", "audience", "code"),
    [
        (set(), None, None),
        ({STUDENT}, STUDENT, None),
        ({STUDENT}, RESIDENT, "audience_refused"),
        ({STUDENT}, None, "audience_refused"),
    ],
)
def test_an_offer_may_be_for_some_audiences(
    audiences: set[uuid.UUID], audience: uuid.UUID | None, code: str | None
) -> None:
    found = code_of(rules.audience_served, audiences=frozenset(audiences), audience=audience)
    assert found == code


def lent(*until: dt.date | None, audiences: frozenset[uuid.UUID] = frozenset()) -> dict[str, Any]:
    seats = zip(SEATS, until, strict=False)
    return {"seats": tuple(replace(one, until=day, audiences=audiences) for one, day in seats)}


MONDAY, TUESDAY = dt.date(2027, 1, 11), dt.date(2027, 1, 12)


@pytest.mark.parametrize(
    ("until", "quantity", "quantifier", "code"),
    [
        ((TUESDAY,), 1, "any", None),
        ((MONDAY,), 1, "any", "agreement_ended"),
        ((MONDAY, None), 1, "any", None),
        ((MONDAY, None), 2, "any", "agreement_ended"),
        ((MONDAY, None), 1, "all", "agreement_ended"),
        ((TUESDAY, None), 1, "all", None),
    ],
)
def test_what_is_lent_is_had_until_the_agreements_last_day(
    until: tuple[dt.date | None, ...], quantity: int, quantifier: str, code: str | None
) -> None:
    given = {**lent(*until), "quantity": quantity, "quantifier": quantifier}
    assert code_of(rules.lender_agrees, **given) == code


def test_a_lender_may_choose_audiences() -> None:
    seats = lent(None, audiences=frozenset({STUDENT}))
    assert code_of(rules.lender_serves, **seats, audience=STUDENT) is None
    assert code_of(rules.lender_serves, **seats, audience=RESIDENT) == "lender_audience"
    assert code_of(rules.lender_serves, **seats) == "lender_audience"


def test_a_named_thing_is_judged_by_its_own_lender() -> None:
    seats = lent(MONDAY, None)
    for rule in (rules.lender_agrees, rules.lender_serves):
        assert code_of(rule, **seats, resource=SEATS[1].id) is None
        assert code_of(rule, **seats, resource=uuid.UUID(int=404)) is None
    assert code_of(rules.lender_agrees, **seats, resource=SEATS[0].id) == "agreement_ended"


@pytest.mark.parametrize(
    ("mode", "authorised", "attended", "alone", "beside"),
    [
        (None, False, False, None, None),
        ("autonomous", False, True, "not_authorised", None),
        ("autonomous", True, False, None, None),
        ("accompanied", False, True, None, None),
        ("accompanied", False, False, None, "not_attended"),
        ("accompanied", True, False, None, None),
    ],
)
def test_machines_ask_for_training_or_company(
    mode: str | None, authorised: bool, attended: bool, alone: str | None, beside: str | None
) -> None:
    given = {"mode": mode, "authorised": authorised, "attended_throughout": attended}
    assert code_of(rules.authorised, **given) == alone
    assert code_of(rules.attended, **given) == beside


@pytest.mark.parametrize(
    ("limits", "quantity", "party", "code"),
    [
        ({}, 1, 500, None),
        ({"max_party_size": 4}, 1, 4, None),
        ({"max_party_size": 4}, 1, 5, "party_too_large"),
        ({"site_max_party_size": 4}, 1, 5, "party_too_large"),
        ({"max_party_size": 9, "site_max_party_size": 4}, 1, 5, "party_too_large"),
        ({"capacity": 2}, 2, 4, None),
        ({"capacity": 2}, 2, 5, "party_too_large"),
    ],
)
def test_the_smallest_limit_of_people_holds(
    limits: dict[str, int], quantity: int, party: int, code: str | None
) -> None:
    found = code_of(rules.party_fits, **limits, quantity=quantity, party_size=party)
    assert found == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"quantity": 3}, None),
        ({"quantity": 4}, "quantity_unavailable"),
        ({"quantity": 1, "quantifier": "all"}, None),
        ({"quantity": 2, "quantifier": "all"}, "quantity_unavailable"),
        ({"quantity": 1, "seats": ()}, "quantity_unavailable"),
    ],
)
def test_nobody_asks_for_more_than_there_is(given: dict[str, Any], code: str | None) -> None:
    assert code_of(rules.quantity_exists, **given) == code


@pytest.mark.parametrize(
    ("resource", "by_name", "quantity", "code"),
    [
        (None, False, 2, None),
        (SEATS[0].id, True, 1, None),
        (SEATS[0].id, False, 1, "not_by_name"),
        (SEATS[0].id, True, 2, "not_by_name"),
        (uuid.UUID(int=404), True, 1, "not_by_name"),
    ],
)
def test_only_some_offers_are_chosen_by_name(
    resource: uuid.UUID | None, by_name: bool, quantity: int, code: str | None
) -> None:
    given = {"resource": resource, "choose_by_name": by_name, "quantity": quantity}
    assert code_of(rules.chosen_by_name, **given) == code
