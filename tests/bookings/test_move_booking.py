"""Moving: which rules staff may waive, and what is proposed where the new time is taken."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from accounts.models import Person
from bookings import facts
from bookings.errors import NotYours, PlaceTaken
from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.selectors.alternatives import Alternative, alternatives
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import create_booking
from bookings.services.move_booking import move_booking, quote_move
from core.errors import RuleRefused
from core.period import Period
from spaces.models import Offer
from tests.factories import (
    NOW,
    ask,
    at,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_resources,
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


@contextmanager
def refused_as(code: str) -> Iterator[None]:
    """What happens inside is against this rule."""
    with pytest.raises(RuleRefused) as refusal:
        yield
    assert refusal.value.code == code


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
        with refused_as("too_late"):
            create_booking(request, by=host, now=NOW)
        with refused_as("too_late"):
            move_booking(booking.pk, period=SOON, by=host, now=NOW)
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
        with refused_as("too_late_to_change"):
            move_booking(booking.pk, period=period(23, 9, 10), by=host, now=late)
        with refused_as("too_late_to_change"):
            cancel_booking(booking.pk, by=host, now=late)
    booking.refresh_from_db()
    assert booking.state == ("cancelled" if waived else "confirmed")
    assert booking.starts_at == (at(23, 9) if waived else FAR.starts_at)


def refused(booking: Booking, when: Period, *, by: Person) -> list[Alternative]:
    """What is proposed when a move is refused; the booking is moved there for real, then undone."""
    with pytest.raises(PlaceTaken) as taken, transaction.atomic():
        move_booking(booking.pk, period=when, by=by, now=NOW)
    found = alternatives(taken.value.request, now=NOW, by=by)
    for one in found:
        with transaction.atomic():
            moved = move_booking(booking.pk, period=one.request.period, by=by, now=NOW)
            assert moved.price_cents == one.price_cents
            transaction.set_rollback(True)
    return found


def times(found: list[Alternative]) -> list[Period]:
    return [one.request.period for one in found]


def test_a_refused_move_is_offered_times_that_the_booking_itself_occupies() -> None:
    """The only desk is the booking's from 10 to 12 h and somebody else's from 12 to 14 h."""
    offer, person = make_offer(make_site()), make_person()
    make_offer(offer.site)  # where a move does not lead
    booking = make_booking(offer, period(12, 10, 12), person=person)
    make_booking(offer, period(12, 12, 14), person=make_person())
    found = refused(booking, period(12, 11, 13), by=person)
    assert {one.reason for one in found} == {"other_time"}
    assert Period(at(12, 9, 30), at(12, 11, 30)) in times(found)
    assert period(12, 10, 12) not in times(found)


def test_a_move_keeps_what_was_chosen_by_name() -> None:
    """The desk of the booking is taken until 14 h, the other one is not."""
    offer, person = make_offer(make_site(), count=2, choose_by_name=True), make_person()
    mine = offer.members.all()[0].resource_id
    booking = make_booking(offer, period(12, 9, 10), person=person, resource_id=mine)
    make_booking(offer, period(12, 10, 14), person=make_person(), resource_id=mine)
    found = refused(booking, period(12, 12, 13), by=person)
    assert found
    assert all(not one.overlaps(period(12, 10, 14)) for one in times(found))


def test_a_bundle_moves_where_its_own_seats_are_all_that_is_free() -> None:
    """Two desks behind two offers: the booking has both from 10 to 12 h, a rival both later."""
    site, person = make_site(), make_person()
    desks = make_resources(site, 2)
    left, right = (make_offer(site, resources=desks) for _ in range(2))
    items = (ItemRequest(left.pk), ItemRequest(right.pk))
    ask_for = BookingRequest(period=period(12, 10, 12), items=items, person=person)
    booking = create_booking(ask_for, by=person, now=NOW)
    make_booking(left, period(12, 12, 20), person=make_person(), quantity=2)
    found = refused(booking, period(12, 11, 13), by=person)
    assert Period(at(12, 9, 30), at(12, 11, 30)) in times(found)
    assert [item.offer_id for item in found[0].request.items] == [left.pk, right.pk]


def test_a_quote_of_a_move_says_what_the_move_then_does(offer: Offer, host: Person) -> None:
    """Half an hour later lies on the booking's own time, which is in nobody's way."""
    single = make_offer(offer.site, count=1, policy=make_policy())
    booking = make_booking(single, period(20, 9, 10), person=make_person())
    later = Period(at(20, 9, 30), at(20, 10, 30))
    asked = quote_move(booking, period=later, by=booking.person, now=NOW)
    assert (asked.available, asked.alternatives) == (True, ())
    booking.refresh_from_db()
    assert booking.starts_at == at(20, 9)
    moved = move_booking(booking.pk, period=later, by=booking.person, now=NOW)
    assert (moved.starts_at, moved.price_cents) == (later.starts_at, asked.quote.total_cents)


def test_a_quote_of_a_move_onto_a_rival_proposes_other_times(offer: Offer) -> None:
    single = make_offer(offer.site, count=1, policy=make_policy())
    booking, _rival = (
        make_booking(single, period(20, hour, hour + 1), person=make_person()) for hour in (9, 10)
    )
    later = Period(at(20, 9, 30), at(20, 10, 30))
    asked = quote_move(booking, period=later, by=booking.person, now=NOW)
    assert not asked.available
    assert {one.reason for one in asked.alternatives} == {"other_time"}
    with pytest.raises(PlaceTaken):
        move_booking(booking.pk, period=later, by=booking.person, now=NOW)


def test_what_the_constraint_refuses_is_a_place_taken(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The net below the look: without it the rival is only met when the claims are written."""
    single = make_offer(offer.site, count=1, policy=make_policy())
    own, _rival = (
        make_booking(single, period(20, hour, hour + 1), person=make_person()) for hour in (9, 10)
    )
    look = facts._seat
    monkeypatch.setattr(facts, "_seat", lambda row: look(row | {"taken": False}))
    with pytest.raises(PlaceTaken) as refused, transaction.atomic():
        move_booking(own.pk, period=period(20, 10, 11), by=own.person, now=NOW)
    assert refused.value.request.moving == own.pk
    own.refresh_from_db()
    assert own.starts_at == at(20, 9)


def test_who_may_not_move_gets_no_quote_of_it(offer: Offer) -> None:
    booking = make_booking(offer, FAR, person=make_person())
    with pytest.raises(NotYours):
        quote_move(booking, period=SOON, by=make_person(), now=NOW)
