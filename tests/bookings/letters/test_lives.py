"""Letters over the life of a booking: one event in a calendar, nothing said twice or too early."""

import datetime as dt

import pytest

from bookings.models import Booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import create_booking, hold_booking
from bookings.services.decide_booking import approve_booking
from bookings.services.move_booking import move_booking
from bookings.services.remind import remind
from core.errors import DomainError
from notifications.models import Message
from tests.bookings.calendar_files.reading import assert_is_well_formed, instant, the_event
from tests.bookings.letters.post_box import House, deliver, letters, the_letter
from tests.factories import NOW, ask, at, make_booking, make_person, period

FIRST, SECOND, THIRD = period(19, 14, 16), period(20, 9, 11), period(21, 9, 11)
LATER = NOW + dt.timedelta(minutes=2)


@pytest.fixture
def booking(house: House) -> Booking:
    """Confirmed, and told."""
    made = make_booking(house.printers, FIRST, person=house.rose)
    deliver()
    return made


def kinds(*, state: str = "sent") -> list[str]:
    return [letter.kind.removeprefix("booking.") for letter in letters(state=state)]


def test_made_moved_and_cancelled_is_one_event_in_the_calendar(
    house: House, booking: Booking
) -> None:
    move_booking(booking.pk, period=SECOND, by=house.rose, now=NOW)
    deliver()
    cancel_booking(booking.pk, by=house.rose, now=NOW)
    deliver()

    made, moved, over = letters()
    assert [one.calendar_method for one in (made, moved, over)] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [the_event(one.calendar) for one in (made, moved, over)]
    for one in letters():
        assert_is_well_formed(one.calendar)
    assert {event["UID"] for event in events} == {f"{booking.pk}@mnic.example"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert instant(events[0], "DTSTART") == FIRST.starts_at
    assert instant(events[1], "DTSTART") == instant(events[2], "DTSTART") == SECOND.starts_at
    assert events[0]["ATTENDEE"] == "mailto:rose@example.org"
    assert events[0]["SUMMARY"] == "Imprimante 3D"
    assert "Sonnez à la porte bleue." in events[0]["DESCRIPTION"]


def test_accepted_request_comes_into_the_calendar_with_a_raised_sequence(house: House) -> None:
    asked = make_booking(house.hall, FIRST, person=house.rose)
    deliver()
    approve_booking(asked.pk, by=house.host, now=NOW)
    deliver()

    event = the_event(the_letter("booking.approved").calendar)
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")


def test_move_by_staff_waits_a_minute(house: House, booking: Booking) -> None:
    move_booking(booking.pk, period=SECOND, by=house.host, now=NOW)

    deliver(NOW + dt.timedelta(seconds=59))
    assert kinds() == ["confirmed"]
    deliver(NOW + dt.timedelta(seconds=60))
    assert kinds() == ["confirmed", "moved"]


def test_move_undone_within_the_minute_says_nothing(house: House, booking: Booking) -> None:
    move_booking(booking.pk, period=SECOND, by=house.host, now=NOW)
    move_booking(booking.pk, period=FIRST, by=house.host, now=NOW)
    deliver(LATER)

    assert kinds() == ["confirmed"]
    assert kinds(state="superseded") == ["moved", "moved"]


def test_moves_one_after_the_other_are_told_once(house: House, booking: Booking) -> None:
    move_booking(booking.pk, period=SECOND, by=house.host, now=NOW)
    move_booking(booking.pk, period=THIRD, by=house.host, now=NOW)
    deliver(LATER)

    assert kinds() == ["confirmed", "moved"]
    text = letters()[-1].text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Avant : mardi 19 janvier, 14 h – 16 h" in text
    assert "Quand : jeudi 21 janvier, 9 h – 11 h" in text


def test_control_move_that_is_told_at_once_is_told_though_undone(
    house: House, booking: Booking
) -> None:
    move_booking(booking.pk, period=SECOND, by=house.host, now=NOW)
    deliver(LATER)
    move_booking(booking.pk, period=FIRST, by=house.host, now=LATER)
    deliver(LATER + dt.timedelta(minutes=2))

    assert kinds() == ["confirmed", "moved", "moved"]


def test_moved_before_the_first_letter_left_is_told_as_new(house: House) -> None:
    made = make_booking(house.printers, FIRST, person=house.rose)
    move_booking(made.pk, period=SECOND, by=house.host, now=NOW)
    deliver(LATER)

    (letter,) = letters()
    assert letter.subject.startswith("Réservé")
    assert instant(the_event(letter.calendar), "DTSTART") == SECOND.starts_at


def test_cancelled_within_the_minute_of_a_move_is_told_as_cancelled(
    house: House, booking: Booking
) -> None:
    move_booking(booking.pk, period=SECOND, by=house.host, now=NOW)
    cancel_booking(booking.pk, by=house.host, now=NOW)
    deliver(LATER)

    assert kinds() == ["confirmed", "cancelled"]
    assert kinds(state="superseded") == ["moved"]


def test_request_that_is_cancelled_takes_nothing_out_of_a_calendar(house: House) -> None:
    asked = make_booking(house.hall, FIRST, person=house.rose)
    deliver()
    cancel_booking(asked.pk, by=house.rose, now=NOW)
    deliver()

    assert the_letter("booking.cancelled").calendar == ""


def test_hold_given_back_and_visitors_hold_owe_no_letter(house: House) -> None:
    held = hold_booking(ask(house.printers, FIRST, person=house.rose), by=house.rose, now=NOW)
    cancel_booking(held.pk, by=house.rose, now=NOW)
    asked = ask(house.printers, FIRST, person=None, holder_key="a" * 64)
    visitors = hold_booking(asked, by=None, now=NOW)
    cancel_booking(visitors.pk, by=None, now=NOW, holder_key="a" * 64)

    assert not Message.objects.exists()


def test_booking_that_is_refused_owes_no_letter(house: House, booking: Booking) -> None:
    with pytest.raises(DomainError):
        make_booking(house.hall, period(3, 9, 10), person=house.rose)
    with pytest.raises(DomainError):
        move_booking(booking.pk, period=period(3, 9, 10), by=house.rose, now=NOW)

    assert kinds() == ["confirmed"]
    assert not letters(state="waiting")


def test_somebody_without_an_address_is_to_be_called(house: House) -> None:
    person = make_person("Jean Sauvage", email=None, telephone="03 21 99 00 01")
    make_booking(house.printers, FIRST, person=person)
    deliver()

    (letter,) = letters(state="no_address")
    assert letter.site_id == house.site.pk
    assert "Votre place est réservée." in letter.text
    assert "Le fichier joint" not in letter.text
    assert letter.calendar == ""


def test_who_booked_at_the_desk_without_an_address_is_called_for_changes_alone(
    house: House,
) -> None:
    person = make_person("Jean Sauvage", email=None, telephone="03 21 99 00 01")
    asked = ask(house.printers, FIRST, person=person, channel="desk")
    made = create_booking(asked, by=house.host, now=at(11, 9))
    assert remind(now=at(18, 16)) == 0
    deliver(at(18, 16))
    assert not Message.objects.exists()

    move_booking(made.pk, period=SECOND, by=house.host, now=at(18, 17))
    deliver(at(18, 18))

    (call,) = letters(state="no_address")
    assert "Votre réservation a changé" in call.text
    assert "mercredi 20 janvier" in call.text


def test_booking_made_for_somebody_is_told_to_that_person(house: House) -> None:
    asked = ask(house.printers, FIRST, person=house.rose, channel="desk")
    from_desk = create_booking(asked, by=house.host, now=NOW)
    deliver()

    assert the_letter("booking.confirmed").address == "rose@example.org"
    assert from_desk.booked_by == house.host


def test_message_tells_no_name_outside_its_text(house: House, booking: Booking) -> None:
    facts = the_letter("booking.confirmed").facts

    assert "Rose" not in str(facts)
    assert facts["told"]["starts_at"] == at(19, 14).isoformat()
