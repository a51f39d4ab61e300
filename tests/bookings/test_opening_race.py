"""A closure that comes while somebody books lists them; of two who reopen one is told so."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from accounts.models import Person
from bookings.models import Booking, BookingItem
from bookings.services import opening
from bookings.services.opening import close_site, reopen_site
from core import locks
from core.errors import NotFound
from core.period import Period
from spaces.expansion import expand_from
from spaces.models import Closure, Kind, Offer, Policy, Resource
from spaces.recurrence import add_weekly
from tests.spaces.builders import make_hours

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2027, 3, 1, 7, 0, tzinfo=dt.UTC)
START = dt.datetime(2027, 3, 9, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def offer():
    hours = make_hours()
    add_weekly(
        hours, weekday=1, opens=dt.time(9), closes=dt.time(18), valid_from=dt.date(2027, 3, 1)
    )
    expand_from(hours, dt.date(2027, 3, 1))
    Resource.objects.create(site=hours.site, kind=Kind.DESK, name_fr="Bureau 1")
    policy = Policy.objects.create(name="Bureau")
    return Offer.objects.create(
        site=hours.site, slug="bureau", kind=Kind.DESK, name_fr="Bureau", policy=policy
    )


class HalfwayBooking(threading.Thread):
    """Books as the services do, and stops for a while between its lock and its commit."""

    def __init__(self, offer):
        super().__init__()
        self.offer, self.has_locked = offer, threading.Event()
        self.may_go_on = threading.Event()

    def run(self):
        try:
            with transaction.atomic():
                locks.lock(Resource.objects.filter(site=self.offer.site))
                booking = Booking.objects.create(
                    site=self.offer.site,
                    person=Person.objects.create(name="Habitant"),
                    starts_at=START,
                    ends_at=START + HOUR,
                    state="confirmed",
                    channel="online",
                    price_cents=0,
                    created_at=NOW,
                    changed_at=NOW,
                )
                BookingItem.objects.create(booking=booking, offer=self.offer)
                self.has_locked.set()
                self.may_go_on.wait(timeout=1)
        finally:
            connection.close()


def close_meanwhile(offer):
    """How many the closure lists when it comes between the lock and the commit of a booking."""
    booking = HalfwayBooking(offer)
    booking.start()
    assert booking.has_locked.wait(timeout=10)
    closed = close_site(
        offer.site, period=Period(START, START + HOUR), reason_fr="Grève", by=None, now=NOW
    )
    booking.may_go_on.set()
    booking.join()
    assert Booking.objects.count() == 1
    return len(closed.touched)


def test_a_booking_under_way_is_waited_for_and_listed(offer):
    assert close_meanwhile(offer) == 1


def test_control_without_the_lock_it_is_forgotten(offer, monkeypatch):
    monkeypatch.setattr(opening.locks, "lock", lambda rows: list(rows))
    assert close_meanwhile(offer) == 0


class HalfwayReopening(threading.Thread):
    """Reopens a site, and stops for a while before its commit."""

    def __init__(self, closure):
        super().__init__()
        self.closure, self.has_lifted = closure, threading.Event()

    def run(self):
        try:
            with transaction.atomic():
                reopen_site(self.closure, by=None, now=START)
                self.has_lifted.set()
                threading.Event().wait(timeout=0.5)
        finally:
            connection.close()


def reopen_meanwhile(offer):
    """What the second of two who reopen is told, and when the closure ends then."""
    closed = close_site(
        offer.site,
        period=Period(START - HOUR, START + 8 * HOUR),
        reason_fr="Grève",
        by=None,
        now=NOW,
    )
    first = HalfwayReopening(Closure.objects.select_related("site").get())
    first.start()
    assert first.has_lifted.wait(timeout=10)
    try:
        reopen_site(closed.closure, by=None, now=START + HOUR)
        told = "reopened"
    except NotFound:
        told = "over"
    first.join()
    return told, Closure.objects.get().ends_at


def test_a_site_that_somebody_is_reopening_is_not_reopened_again(offer):
    assert reopen_meanwhile(offer) == ("over", START)


def test_control_without_the_lock_it_is_closed_for_an_hour_more(offer, monkeypatch):
    monkeypatch.setattr(opening.locks, "lock", lambda rows: list(rows))
    assert reopen_meanwhile(offer) == ("reopened", START + HOUR)
