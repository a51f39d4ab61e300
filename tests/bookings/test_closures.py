"""Closing a site and opening it again: who is touched, what is written, what stays."""

import datetime as dt

import pytest

from bookings.models import Booking
from bookings.services.opening import (
    reopen_site,
)
from bookings.states import State
from core.errors import Malformed, NotFound
from core.models import AuditEntry
from core.period import Period
from spaces.models import Closure, OpenInterval
from tests.bookings.march import NOW, at, intervals, shut

pytestmark = pytest.mark.django_db


def test_a_closure_lists_exactly_those_booked_in_it(hours, book, director):
    before = book("08T10:00", "08T12:00")
    until_noon = book("09T10:00", "09T12:00")
    across = book("09T11:30", "09T12:30")
    inside = book("09T13:00", "09T14:00")
    from_three = book("09T15:00", "09T16:00")
    closed = shut(hours, "2027-03-09T12:00+01:00", "2027-03-09T15:00+01:00", director)
    assert closed.touched == [across, inside]
    assert {before, until_noon, from_three}.isdisjoint(closed.touched)
    assert set(Booking.objects.values_list("state", flat=True)) == {State.CONFIRMED}
    assert [
        (row.period.lower, row.period.upper)
        for row in OpenInterval.objects.filter(
            period__overlap=Period(
                at("2027-03-09T00:00+01:00"), at("2027-03-10T00:00+01:00")
            ).as_range()
        ).order_by("period")
    ] == [
        (at("2027-03-09T09:00+01:00"), at("2027-03-09T12:00+01:00")),
        (at("2027-03-09T15:00+01:00"), at("2027-03-09T18:00+01:00")),
    ]


def test_a_print_that_may_span_closed_hours_minds_its_ends_only(hours, book, director):
    over = book("09T10:00", "09T17:00", span="may_span_closed")
    starts_in = book("09T13:00", "09T17:00", span="may_span_closed")
    ends_in = book("08T17:00", "09T14:00", span="may_span_closed")
    ends_at_closing = book("08T17:00", "09T12:00", span="may_span_closed")
    closed = shut(hours, "2027-03-09T12:00+01:00", "2027-03-09T15:00+01:00", director)
    assert closed.touched == [ends_in, starts_in]
    assert over not in closed.touched
    assert ends_at_closing not in closed.touched


def test_freed_lapsed_and_past_bookings_are_nobody_to_call(hours, book, director, resident):
    for state in (State.CANCELLED, State.EXPIRED, State.DECLINED, State.COMPLETED):
        book("09T10:00", "09T12:00", state=state)
    lapsed = book("09T13:00", "09T14:00", state=State.CONFIRMED)
    Booking.objects.filter(pk=lapsed.pk).update(
        state=State.HOLD, held_until=NOW - dt.timedelta(minutes=1)
    )
    held = book("09T15:00", "09T16:00")
    Booking.objects.filter(pk=held.pk).update(
        state=State.HOLD, held_until=NOW + dt.timedelta(minutes=1)
    )
    closed = shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)
    assert closed.touched == [held]


def test_a_second_closure_of_the_same_day_lists_people_again(hours, book, director):
    booking = book("09T10:00", "09T12:00")
    for _ in range(2):
        closed = shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)
        assert closed.touched == [booking]


def test_reopening_gives_the_day_back(hours, director):
    before = intervals()
    closed = shut(hours, "2027-03-09T00:00+01:00", "2027-03-10T00:00+01:00", director)
    assert intervals() != before
    reopen_site(closed.closure, by=director, now=NOW)
    assert [one[1:] for one in intervals()] == [one[1:] for one in before]
    assert not Closure.objects.exists()


def test_reopening_during_a_closure_ends_it_now(hours, director):
    closed = shut(hours, "2027-03-01T07:00+01:00", "2027-03-05T00:00+01:00", director)
    noon = at("2027-03-01T12:00+01:00")
    reopen_site(closed.closure, by=director, now=noon)
    assert Closure.objects.get().ends_at == noon
    first = OpenInterval.objects.order_by("period").first()
    assert (first.period.lower, first.period.upper) == (noon, at("2027-03-01T18:00+01:00"))
    with pytest.raises(NotFound):
        reopen_site(closed.closure, by=director, now=noon)


def test_of_two_who_reopen_the_second_is_told_and_changes_nothing(hours, director):
    """Both have the closure on their screen; it has begun, or it is still to come."""
    for start in ("2027-03-01T07:00+01:00", "2027-03-02T00:00+01:00"):
        closed = shut(hours, start, "2027-03-05T00:00+01:00", director)
        seen = Closure.objects.get(pk=closed.closure.pk)
        reopen_site(closed.closure, by=director, now=at("2027-03-01T12:00+01:00"))
        before = (intervals(), list(Closure.objects.values()), AuditEntry.objects.count())
        with pytest.raises(NotFound):
            reopen_site(seen, by=director, now=at("2027-03-01T13:00+01:00"))
        assert before == (intervals(), list(Closure.objects.values()), AuditEntry.objects.count())


def test_a_closure_that_is_over_is_refused(hours, director):
    with pytest.raises(Malformed):
        shut(hours, "2027-02-01T00:00+01:00", "2027-02-02T00:00+01:00", director)
    assert not Closure.objects.exists()
