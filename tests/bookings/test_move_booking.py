"""Moving: which rules staff may waive, and what is proposed where the new time is taken."""

import pytest

from accounts.models import Person
from bookings.models import Booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import create_booking
from bookings.services.move_booking import move_booking
from core.errors import RuleRefused
from spaces.models import Offer
from tests.factories import (
    NOW,
    ask,
    at,
    make_offer,
    make_person,
    make_policy,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db
FAR, SOON = period(20, 9, 10), period(12, 10, 11)
WHO = [
    ("own", "online", None),
    ("own", "desk", "waived"),
    ("another", "online", "waived"),
    ("another", "phone", "waived"),
]


@pytest.fixture
def offer() -> Offer:
    """Two days before, or not at all online: to book, to move and to cancel."""
    policy = make_policy(notice_minutes=2880, change_notice_minutes=2880)
    return make_offer(make_site(), count=2, policy=policy)


@pytest.fixture
def host(offer: Offer) -> Person:
    return make_person(role="host", site=offer.site)


def booked(offer: Offer, host: Person, whose: str, channel: str) -> Booking:
    person = host if whose == "own" else make_person()
    return create_booking(ask(offer, FAR, person=person, channel=channel), by=host, now=NOW)


@pytest.mark.parametrize(("whose", "channel", "waived"), WHO)
def test_staff_waive_in_a_move_what_they_waive_in_a_booking(
    offer: Offer, host: Person, whose: str, channel: str, waived: str | None
) -> None:
    booking = booked(offer, host, whose, channel)
    request = ask(offer, SOON, person=booking.person, channel=channel)
    if waived:
        create_booking(request, by=host, now=NOW)
        move_booking(booking.pk, period=SOON, by=host, now=NOW)
    else:
        for act in (
            lambda: create_booking(request, by=host, now=NOW),
            lambda: move_booking(booking.pk, period=SOON, by=host, now=NOW),
        ):
            with pytest.raises(RuleRefused) as refused:
                act()
            assert refused.value.code == "too_late"
    booking.refresh_from_db()
    assert booking.starts_at == (SOON if waived else FAR).starts_at
    assert Booking.objects.count() == (2 if waived else 1)


@pytest.mark.parametrize(("whose", "channel", "waived"), WHO)
def test_staff_waive_the_delay_for_changes_in_the_same_cases(
    offer: Offer, host: Person, whose: str, channel: str, waived: str | None
) -> None:
    """A day before the start is too late for a change that needs two."""
    booking, late = booked(offer, host, whose, channel), at(19, 9)
    if waived:
        move_booking(booking.pk, period=period(23, 9, 10), by=host, now=late)
        cancel_booking(booking.pk, by=host, now=at(22, 9))
    else:
        for act in (
            lambda: move_booking(booking.pk, period=period(23, 9, 10), by=host, now=late),
            lambda: cancel_booking(booking.pk, by=host, now=late),
        ):
            with pytest.raises(RuleRefused) as refused:
                act()
            assert refused.value.code == "too_late_to_change"
    booking.refresh_from_db()
    assert booking.state == ("cancelled" if waived else "confirmed")
    assert booking.starts_at == (at(23, 9) if waived else FAR.starts_at)
