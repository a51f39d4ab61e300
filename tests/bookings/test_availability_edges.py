"""The edges of what is shown as free, beside what is accepted: the first start, a lender's days."""

import datetime as dt
import itertools

import pytest
from django.db import transaction

from bookings.errors import PlaceTaken
from core.errors import RuleRefused
from core.period import Period
from spaces.models import Offer
from tests.bookings.test_availability import shown
from tests.factories import (
    NOW,
    at,
    lend,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_resources,
    make_site,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def counts(offer: Offer, when: Period, *, now: dt.datetime = NOW) -> int:
    """How many places are shown as free throughout a period."""
    site, day = offer.site, dt.timedelta(days=1)
    told = shown(site, when.starts_at - 2 * day, when.ends_at + 2 * day, now=now)[str(offer.pk)]
    least, reached = 99, when.starts_at
    for one in told["free"]:
        start, end = (dt.datetime.fromisoformat(one[key]) for key in ("starts_at", "ends_at"))
        if start <= reached < min(end, when.ends_at):
            least, reached = min(least, one["count"]), end
    return least if reached >= when.ends_at else 0


@pytest.mark.parametrize("notice", [0, 60])
@pytest.mark.parametrize("late", [0, 1, 29 * 60_000_000])
def test_the_first_start_that_is_shown_is_the_first_that_is_accepted(
    notice: int, late: int
) -> None:
    """On the very minute of the grid, a microsecond after it, and a minute before the next."""
    policy = make_policy(granularity_minutes=30, notice_minutes=notice)
    offer, now = (
        make_offer(make_site(), policy=policy),
        at(12, 10) + dt.timedelta(microseconds=late),
    )
    seen, accepted = [], []
    for minute in range(-90, 150, 30):
        start = at(12, 10) + dt.timedelta(minutes=minute)
        if counts(offer, Period(start, start + HOUR), now=now):
            seen.append(minute)
        with transaction.atomic():
            if _accepted(offer, Period(start, start + HOUR), now=now):
                accepted.append(minute)
            transaction.set_rollback(True)
    assert seen == accepted
    assert accepted[0] == notice


@pytest.mark.parametrize("quantifier", ["any", "all"])
def test_days_outside_a_lenders_agreement_are_not_shown(quantifier: str) -> None:
    """One of two things is lent, from the 13th to the 15th: both are there on these days alone."""
    site, loans = make_site(), make_policy(span="may_span_closed", max_minutes=7 * 1440)
    things = make_resources(site, 2)
    lend(
        make_offer(site, resources=things[:1]),
        resale_forbidden=False,
        starts_on=dt.date(2027, 1, 13),
        ends_on=dt.date(2027, 1, 15),
    )
    offer = make_offer(site, resources=things, quantifier=quantifier, policy=loans)
    for first, last in itertools.combinations_with_replacement(range(12, 17), 2):
        when, both = Period(at(first, 9), at(last, 18)), 13 <= first <= last <= 15
        assert counts(offer, when) == (1 + both if quantifier == "any" else both)
        with transaction.atomic():
            assert _accepted(offer, when, 2 if quantifier == "any" else 1) == both
            transaction.set_rollback(True)


def test_a_loan_may_last_until_the_midnight_that_ends_the_agreement() -> None:
    site = make_site(opens=0, closes=23)
    offer = make_offer(site, policy=make_policy(span="may_span_closed", max_minutes=2880))
    first, last_day = dt.date(2027, 1, 1), dt.date(2027, 1, 12)
    lend(offer, starts_on=first, ends_on=last_day, resale_forbidden=False)
    last = shown(site, at(11, 12), at(20, 0))[str(offer.pk)]["free"][-1]
    assert dt.datetime.fromisoformat(last["ends_at"]) == at(13, 0)
    assert counts(offer, Period(at(12, 9), at(13, 0))) == 1
    assert _accepted(offer, Period(at(12, 9), at(13, 0)))


def _accepted(offer: Offer, when: Period, quantity: int = 1, *, now: dt.datetime = NOW) -> bool:
    try:
        make_booking(offer, when, person=make_person(), quantity=quantity, now=now)
    except (PlaceTaken, RuleRefused):
        return False
    return True
