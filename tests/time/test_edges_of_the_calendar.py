"""Midnight, the end of a month and of a year, and 29 February: nothing breaks where pages turn."""

import datetime as dt

import pytest

from bookings.errors import PlaceTaken
from bookings.models import Claim
from core.errors import RuleRefused
from core.period import Period
from spaces.models import Offer, OpenInterval, Site
from tests.factories import PARIS, make_booking, make_offer, make_person, make_policy
from tests.time.never_closed import open_day_and_night

pytestmark = pytest.mark.django_db
# The day before the edge, its next day by the calendar, written by hand.
EDGES = [
    (dt.date(2027, 1, 31), dt.date(2027, 2, 1)),
    (dt.date(2027, 2, 28), dt.date(2027, 3, 1)),
    (dt.date(2027, 12, 31), dt.date(2028, 1, 1)),
    (dt.date(2028, 2, 28), dt.date(2028, 2, 29)),
    (dt.date(2028, 2, 29), dt.date(2028, 3, 1)),
]


def wall(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), PARIS).astimezone(dt.UTC)


def open_around(day: dt.date) -> Site:
    return open_day_and_night(day - dt.timedelta(days=3))


def book(offer: Offer, start: dt.datetime, end: dt.datetime, *, now: dt.datetime) -> Claim:
    booking = make_booking(offer, Period(start, end), person=make_person(), now=now)
    return Claim.objects.get(booking=booking)


@pytest.mark.parametrize(("eve", "day"), EDGES)
def test_one_books_over_midnight_and_both_sides_of_it(eve: dt.date, day: dt.date) -> None:
    site, now = open_around(eve), wall(eve, 9)
    offer = make_offer(site, count=2)
    over = book(offer, wall(eve, 23), wall(day, 1), now=now)
    assert over.period.upper - over.period.lower == dt.timedelta(hours=2)
    book(offer, wall(eve, 23), wall(day, 0), now=now)
    book(offer, wall(day, 0), wall(day, 1), now=now)
    with pytest.raises(PlaceTaken):
        book(offer, wall(eve, 23, 45), wall(day, 0, 15), now=now)
    assert {one.booking.price_cents for one in Claim.objects.all() if one.booking} == {500, 1000}


@pytest.mark.parametrize(("eve", "day"), EDGES)
def test_the_horizon_of_a_day_reaches_the_next_day_and_no_further(
    eve: dt.date, day: dt.date
) -> None:
    site = open_around(eve)
    offer = make_offer(site, policy=make_policy(horizon_days=1))
    now = wall(eve, 23, 59)
    book(offer, wall(day, 23), wall(day, 23, 45), now=now)
    after = day + dt.timedelta(days=1)
    with pytest.raises(RuleRefused) as refused:
        book(offer, wall(after, 0), wall(after, 1), now=now)
    assert refused.value.code == "too_early"
    book(offer, wall(after, 0), wall(after, 1), now=wall(day, 0))


def test_days_that_touch_are_open_as_one() -> None:
    site = open_around(dt.date(2028, 2, 29))
    assert OpenInterval.objects.filter(hours__site=site).count() == 1


def test_the_29th_of_february_is_a_day_like_others() -> None:
    leap = dt.date(2028, 2, 29)
    site = open_around(leap)
    offer = make_offer(site, policy=make_policy(max_minutes=4 * 1440))
    first, last = wall(dt.date(2028, 2, 28), 12), wall(dt.date(2028, 3, 1), 12)
    claim = book(offer, first, last, now=wall(dt.date(2028, 2, 27), 9))
    assert claim.period.upper - claim.period.lower == dt.timedelta(hours=48)
    assert claim.booking is not None
    assert claim.booking.price_snapshot["lines"][0]["quantity"] == "48.00"
