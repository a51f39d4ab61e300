"""The live feed of a running server, fetched by vdirsyncer and read by khal."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from bookings.models import Booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.feeds import create_feed, revoke_feed
from bookings.services.move_booking import move_booking
from core import clock
from tests.bookings.feeds.programmes import Subscriber
from tests.factories import NOW, make_booking, make_offer, make_person, make_site, period

HOUR = period(18, 9, 10)
# In UTC. Calais jumps from 2 to 3 at 01:00 of 28 March, and goes through 2 to 3 twice from 00:00 to
# 02:00 of 31 October.
NIGHTS = (
    ("2027-03-27T19:00", "2027-03-28T08:00"),
    ("2027-03-28T00:30", "2027-03-28T01:30"),
    ("2027-10-30T18:00", "2027-10-31T09:00"),
    ("2027-10-31T00:30", "2027-10-31T01:00"),
    ("2027-10-31T01:30", "2027-10-31T02:30"),
)


@pytest.fixture
def booking(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Booking:
    """For Tuesday the 19th, 14 h – 16 h in Calais."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    offer = make_offer(make_site(), count=3, name_fr="Salle Opale")
    return make_booking(offer, period(19, 14, 16), person=make_person())


@pytest.fixture
def subscriber(live_server: LiveServer, booking: Booking, tmp_path: Path) -> Subscriber:
    assert booking.person is not None
    _feed, token = create_feed(booking.person, now=NOW)
    subscriber = Subscriber(tmp_path, f"{live_server.url}/ical/{token}.ics")
    subscriber.subscribe()
    return subscriber


def test_made_moved_and_cancelled_is_followed_by_the_programmes(
    booking: Booking, subscriber: Subscriber
) -> None:
    fetched = subscriber.fetch()
    assert fetched.returncode == 0, fetched.stderr
    assert subscriber.read("2027-01-18", "2027-01-25") == [
        "2027-01-19T13:00 2027-01-19T15:00 Salle Opale CONFIRMED"
    ]
    move_booking(booking.pk, period=period(20, 9, 11), by=booking.person, now=NOW)
    assert subscriber.fetch().returncode == 0
    assert subscriber.read("2027-01-18", "2027-01-25") == [
        "2027-01-20T08:00 2027-01-20T10:00 Salle Opale CONFIRMED"
    ]

    cancel_booking(booking.pk, by=booking.person, now=NOW)
    assert subscriber.fetch().returncode == 0
    assert len(subscriber.files()) == 1
    assert subscriber.read("2027-01-18", "2027-01-25") == [
        "2027-01-20T08:00 2027-01-20T10:00 Salle Opale CANCELLED"
    ]


def test_revoked_feed_tells_the_programme_nothing(booking: Booking, subscriber: Subscriber) -> None:
    assert booking.person is not None
    revoke_feed(booking.person.calendar_feeds.get(), by=booking.person, now=NOW)

    refused = subscriber.fetch()

    assert refused.returncode != 0
    assert subscriber.files() == []


def test_both_nights_of_2027_are_read_as_they_are(booking: Booking, subscriber: Subscriber) -> None:
    for number, (starts_at, ends_at) in enumerate(NIGHTS):
        offer = make_offer(booking.site, name_fr=f"Nuit {number}")
        one = make_booking(offer, HOUR, person=booking.person)
        Booking.objects.filter(pk=one.pk).update(starts_at=_utc(starts_at), ends_at=_utc(ends_at))

    assert subscriber.fetch().returncode == 0
    read = subscriber.read("2027-03-27", "2027-11-02")

    assert sorted(read, key=_name) == [
        f"{starts_at} {ends_at} Nuit {number} CONFIRMED"
        for number, (starts_at, ends_at) in enumerate(NIGHTS)
    ]


def _utc(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)


def _name(line: str) -> str:
    return line.partition("Nuit")[2]
