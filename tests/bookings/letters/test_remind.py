"""The reminder of the day before: once, at its hour, to whom it is news."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from bookings.letters.owed import reminder_owed
from bookings.models import Booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.move_booking import move_booking
from bookings.services.remind import remind
from notifications.models import Message
from tests.bookings.letters.post_box import House, deliver, letters, make_house
from tests.factories import at, make_booking, period

BOOKED = at(11, 9)


@pytest.fixture
def booking(house: House) -> Booking:
    """For Tuesday the 19th at two, made days before and confirmed by letter."""
    made = make_booking(house.printers, period(19, 14, 16), person=house.rose, now=BOOKED)
    deliver(BOOKED)
    return made


def reminders() -> "QuerySet[Message]":
    return Message.objects.filter(kind="booking.reminder")


@pytest.mark.parametrize(
    ("day", "hour", "minute", "count"),
    [
        (18, 15, 59, 0),
        (18, 16, 0, 1),
        (18, 20, 59, 1),
        (18, 21, 0, 0),
        (17, 16, 0, 0),
        (19, 16, 0, 0),
    ],
)
def test_reminder_leaves_the_day_before_from_four_to_nine(
    booking: Booking, day: int, hour: int, minute: int, count: int
) -> None:
    assert remind(now=at(day, hour, minute)) == count
    assert reminders().count() == count


def test_reminder_reads_as_one(booking: Booking) -> None:
    remind(now=at(18, 16))
    deliver(at(18, 16))

    letter = letters()[-1]
    subject = letter.subject.replace("\N{NO-BREAK SPACE}", " ")
    assert subject == "Demain, 14 h : Imprimante 3D"
    assert "Nous vous attendons demain." in letter.text
    assert (letter.state, letter.calendar) == ("sent", "")


def test_reminder_is_posted_once_however_often_it_is_asked(booking: Booking) -> None:
    for minute in (0, 15, 30, 45):
        remind(now=at(18, 16, minute))
        deliver(at(18, 16, minute))

    assert reminders().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_remind_once() -> None:
    house = make_house()
    make_booking(house.printers, period(19, 14, 16), person=house.rose, now=BOOKED)
    gate = threading.Barrier(2)

    def beat() -> None:
        gate.wait()
        remind(now=at(18, 16))
        connection.close()

    beats = [threading.Thread(target=beat) for _ in range(2)]
    for one in beats:
        one.start()
    for one in beats:
        one.join()

    assert reminders().count() == 1


def test_control_without_the_key_two_beats_remind_twice(booking: Booking) -> None:
    """Two that have looked before either wrote, under keys of their own."""
    rows = [reminder_owed(booking, now=at(18, 16)) for _ in range(2)]
    for number, row in enumerate(rows):
        row.key = str(number)
    Message.objects.bulk_create(rows, ignore_conflicts=True)

    assert reminders().count() == 2


def test_whoever_booked_today_is_not_reminded(house: House) -> None:
    make_booking(house.printers, period(19, 14, 16), person=house.rose, now=at(18, 10))

    assert remind(now=at(18, 16)) == 0


def test_cancelled_booking_is_not_reminded_of(house: House, booking: Booking) -> None:
    cancel_booking(booking.pk, by=house.rose, now=at(12, 9))

    assert remind(now=at(18, 16)) == 0


def test_booking_cancelled_after_the_reminder_was_posted_says_nothing(
    house: House, booking: Booking
) -> None:
    remind(now=at(18, 16))
    cancel_booking(booking.pk, by=house.rose, now=at(18, 16))
    deliver(at(18, 16))

    assert reminders().get().state == "superseded"


def test_booking_moved_to_another_day_is_reminded_of_again(house: House, booking: Booking) -> None:
    remind(now=at(18, 16))
    deliver(at(18, 16))
    move_booking(booking.pk, period=period(25, 14, 16), by=house.rose, now=at(18, 18))
    deliver(at(18, 18))
    remind(now=at(24, 16))
    deliver(at(24, 16))

    assert [one.state for one in reminders()] == ["sent", "sent"]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "state"),
    [(23, 59, 18, "sent"), (0, 0, 19, "superseded"), (9, 0, 19, "superseded")],
)
def test_reminder_that_says_tomorrow_never_leaves_on_the_day(
    booking: Booking, day: int, hour: int, minute: int, state: str
) -> None:
    remind(now=at(18, 16))
    deliver(at(day, hour, minute))

    assert reminders().get().state == state


def test_request_that_waits_is_not_reminded_of(house: House) -> None:
    make_booking(house.hall, period(19, 14, 16), person=house.rose, now=BOOKED)

    assert remind(now=at(18, 16)) == 0


@pytest.mark.parametrize(("day", "month"), [(28, 3), (31, 10)])
def test_day_before_is_counted_on_the_clock_of_the_site(house: House, day: int, month: int) -> None:
    """In both DST nights of 2027 the day before ends at midnight in Calais."""
    first = make_booking(house.printers, period(19, 9, 10), person=house.rose, now=BOOKED)
    starts_at = at(day, 0, 30, month=month)
    Booking.objects.filter(pk=first.pk).update(starts_at=starts_at, ends_at=at(day, 9, month=month))

    assert remind(now=at(day - 2, 16, month=month)) == 0
    assert remind(now=at(day - 1, 16, month=month)) == 1
