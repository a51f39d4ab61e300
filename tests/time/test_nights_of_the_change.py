"""Both nights of 2027 on which clocks change: hours, what is free, bookings and what they cost."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest

from bookings.errors import PlaceTaken
from bookings.models import Booking, Claim
from bookings.selectors.availability import availability_json
from bookings.services.move_booking import move_booking
from core.errors import RuleRefused
from core.period import Period
from spaces.expansion import expand_from
from spaces.models import Hours, Offer, OpenInterval, Site
from spaces.recurrence import add_weekly, create_hours
from tests.factories import PARIS, make_booking, make_offer, make_person, make_policy, make_site

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)
NIGHTS = {SPRING: 23, AUTUMN: 25}


def wall(day: dt.date, hour: int, minute: int = 0, *, again: bool = False) -> dt.datetime:
    """A time of the wall in Calais; `again` is the second of the two in autumn."""
    time = dt.time(hour, minute, fold=int(again))
    return dt.datetime.combine(day, time, PARIS).astimezone(dt.UTC)


def week_before(day: dt.date) -> dt.datetime:
    return wall(day - dt.timedelta(days=7), 9)


@pytest.fixture
def site() -> Site:
    site = make_site(days=0)
    Hours.objects.all().delete()
    return site


def opened(site: Site, day: dt.date, opens: dt.time, closes: dt.time) -> Hours:
    """Hours of every day of the week, expanded as the nightly task does."""
    hours = create_hours(site, kind="opening", name="Ouverture")
    first = day - dt.timedelta(days=8)
    for weekday in range(7):
        add_weekly(hours, weekday=weekday, opens=opens, closes=closes, valid_from=first)
    expand_from(hours, first)
    return hours


def stretches(hours: Hours, day: dt.date) -> list[Period]:
    rows = OpenInterval.objects.filter(hours=hours).order_by("period")
    every = [Period(row.period.lower, row.period.upper) for row in rows]
    around = Period(wall(day, 0), wall(day + dt.timedelta(days=1), 0))
    return [one for one in every if one.overlaps(around)]


def book(offer: Offer, start: dt.datetime, end: dt.datetime, day: dt.date) -> Booking:
    return make_booking(offer, Period(start, end), person=make_person(), now=week_before(day))


def free_of(offer: Offer, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
    text = availability_json(
        offer_ids=[offer.pk],
        since=wall(day, 0),
        until=wall(day + dt.timedelta(days=1), 0),
        now=week_before(day),
        person=None,
    )
    (found,) = json.loads(text)
    moments = [[one["starts_at"], one["ends_at"]] for one in found["free"]]
    return [
        (dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) for start, end in moments
    ]


@pytest.mark.parametrize("day", NIGHTS)
def test_opening_hours_keep_their_wall_time_before_and_after(site: Site, day: dt.date) -> None:
    hours = opened(site, day, dt.time(8), dt.time(20))
    offer = make_offer(site)
    for one in (day - dt.timedelta(days=1), day, day + dt.timedelta(days=1)):
        assert stretches(hours, one) == [Period(wall(one, 8), wall(one, 20))]
        assert free_of(offer, one) == [(wall(one, 8), wall(one, 20))]
        booking = book(offer, wall(one, 8), wall(one, 10), day)
        assert (booking.price_cents, booking.starts_at) == (1000, wall(one, 8))


def test_a_night_opening_loses_the_hour_that_is_not(site: Site) -> None:
    hours = opened(site, SPRING, dt.time(22), dt.time(6))
    (before, after) = stretches(hours, SPRING)
    assert (before.starts_at, before.ends_at) == (
        wall(SPRING - dt.timedelta(days=1), 22),
        wall(SPRING, 6),
    )
    assert before.minutes == 7 * 60
    assert after.minutes == 8 * 60


def test_a_night_opening_has_the_hour_that_comes_twice(site: Site) -> None:
    hours = opened(site, AUTUMN, dt.time(22), dt.time(6))
    assert [one.minutes for one in stretches(hours, AUTUMN)] == [9 * 60, 8 * 60]


def test_in_spring_one_o_clock_touches_three(site: Site) -> None:
    opened(site, SPRING, dt.time(22), dt.time(6))
    offer = make_offer(site)
    assert wall(SPRING, 3) - wall(SPRING, 1) == dt.timedelta(hours=1)
    booking = book(offer, wall(SPRING, 1), wall(SPRING, 3), SPRING)
    assert (booking.price_cents, Claim.objects.get().period.upper) == (500, wall(SPRING, 3))
    for start, end in (((0, 30), (3, 0)), ((1, 0), (3, 30))):
        with pytest.raises(PlaceTaken):
            book(offer, wall(SPRING, *start), wall(SPRING, *end), SPRING)
    book(offer, wall(SPRING, 0), wall(SPRING, 1), SPRING)
    book(offer, wall(SPRING, 3), wall(SPRING, 4), SPRING)
    assert Booking.objects.count() == 3


def test_in_spring_the_shortest_length_is_what_elapses(site: Site) -> None:
    """From one to three on the wall is an hour: too short where two are asked."""
    opened(site, SPRING, dt.time(22), dt.time(6))
    offer = make_offer(site, policy=make_policy(min_minutes=120))
    with pytest.raises(RuleRefused) as refused:
        book(offer, wall(SPRING, 1), wall(SPRING, 3), SPRING)
    assert refused.value.code == "too_short"
    assert book(offer, wall(SPRING, 1), wall(SPRING, 4), SPRING).price_cents == 1000


def test_in_autumn_both_hours_after_two_are_booked_by_two_people(site: Site) -> None:
    opened(site, AUTUMN, dt.time(22), dt.time(6))
    offer = make_offer(site)
    first = book(offer, wall(AUTUMN, 2), wall(AUTUMN, 2, again=True), AUTUMN)
    second = book(offer, wall(AUTUMN, 2, again=True), wall(AUTUMN, 3), AUTUMN)
    assert second.starts_at - first.starts_at == dt.timedelta(hours=1)
    assert (first.price_cents, second.price_cents) == (500, 500)
    for start, end in ((first.starts_at, first.ends_at), (second.starts_at, second.ends_at)):
        with pytest.raises(PlaceTaken):
            book(offer, start, end, AUTUMN)
    free = free_of(offer, AUTUMN)
    assert (wall(AUTUMN, 0), wall(AUTUMN, 2)) in free
    assert (wall(AUTUMN, 3), wall(AUTUMN, 6)) in free


def test_in_autumn_the_whole_night_is_billed_as_it_elapses(site: Site) -> None:
    opened(site, AUTUMN, dt.time(22), dt.time(6))
    offer = make_offer(site)
    booking = book(offer, wall(AUTUMN, 0), wall(AUTUMN, 6), AUTUMN)
    assert booking.price_cents == 7 * 500
    assert booking.price_snapshot["lines"][0]["quantity"] == "7.00"
    moved = move_booking(
        booking.pk,
        period=Period(wall(AUTUMN, 2, again=True), wall(AUTUMN, 4)),
        by=booking.person,
        now=week_before(AUTUMN),
    )
    assert moved.price_cents == 2 * 500


@pytest.mark.parametrize("day", NIGHTS)
def test_a_print_over_the_night_is_billed_as_it_elapses(site: Site, day: dt.date) -> None:
    """From Saturday 18:00 to Sunday 10:00, closed in between."""
    opened(site, day, dt.time(8), dt.time(20))
    offer = make_offer(site, policy=make_policy(span="may_span_closed", max_minutes=2880))
    eve = day - dt.timedelta(days=1)
    booking = book(offer, wall(eve, 18), wall(day, 10), day)
    assert booking.price_cents == (16 + NIGHTS[day] - 24) * 500


def test_a_notice_of_a_day_is_24_hours_that_elapse(site: Site) -> None:
    """From 23:30 to 23:00 of the next day are 22.5 hours in spring and 24.5 in autumn."""
    policy = make_policy(horizon_days=1, notice_minutes=24 * 60)
    for day in NIGHTS:
        Hours.objects.all().delete()
        opened(site, day, dt.time(0), dt.time(23, 59))
        when = Period(wall(day, 23), wall(day, 23, 45))
        now = wall(day - dt.timedelta(days=1), 23, 30)
        offer = make_offer(site, policy=policy)
        if day == AUTUMN:
            make_booking(offer, when, person=make_person(), now=now)
            continue
        with pytest.raises(RuleRefused) as refused:
            make_booking(offer, when, person=make_person(), now=now)
        assert refused.value.code == "too_late"


@pytest.mark.parametrize("day", NIGHTS)
def test_the_horizon_counts_days_of_the_wall(site: Site, day: dt.date) -> None:
    opened(site, day, dt.time(0), dt.time(23, 59))
    offer, person = make_offer(site, policy=make_policy(horizon_days=1)), make_person()
    now, after = wall(day - dt.timedelta(days=1), 23, 30), day + dt.timedelta(days=1)
    make_booking(offer, Period(wall(day, 23), wall(day, 23, 45)), person=person, now=now)
    with pytest.raises(RuleRefused) as refused:
        make_booking(offer, Period(wall(after, 0), wall(after, 1)), person=person, now=now)
    assert refused.value.code == "too_early"


def test_a_site_elsewhere_lives_by_its_own_clock() -> None:
    """New York changes on another Sunday: 14 March, two weeks before Calais."""
    zone = ZoneInfo("America/New_York")
    site = make_site(days=0)
    Hours.objects.all().delete()
    Site.objects.filter(pk=site.pk).update(time_zone=zone.key)
    site.refresh_from_db()
    day = dt.date(2027, 3, 14)
    hours = opened(site, day, dt.time(22), dt.time(6))
    minutes = {
        row.period.lower.astimezone(zone).date(): row.period.upper - row.period.lower
        for row in OpenInterval.objects.filter(hours=hours)
    }
    assert minutes[day - dt.timedelta(days=1)] == dt.timedelta(hours=7)
    assert minutes[SPRING - dt.timedelta(days=1)] == dt.timedelta(hours=8)
