"""The calendar file of one booking: for whoever may see it, and for nobody else."""

import pytest
from django.test import Client

from accounts.models import Person
from bookings.models import Booking
from tests.bookings.calendar_files.reading import assert_is_well_formed, the_event
from tests.factories import make_booking, make_offer, make_person, make_site, period

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking() -> Booking:
    offer = make_offer(make_site(), name_fr="Salle Opale")
    return make_booking(offer, period(19, 14, 16), person=make_person())


def fetched(booking: Booking, *, by: Person | None) -> tuple[int, str]:
    client = Client()
    if by is not None:
        client.force_login(by)
    answer = client.get(f"/mes-reservations/{booking.pk}/agenda.ics")
    if answer.status_code == 200:
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="reservation.ics"'
        assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.content.decode()


def test_person_puts_their_booking_into_a_calendar(booking: Booking) -> None:
    status, text = fetched(booking, by=booking.person)

    assert status == 200
    assert_is_well_formed(text)
    assert the_event(text)["UID"] == f"{booking.pk}@mnic.example"
    assert the_event(text)["SUMMARY"] == "Salle Opale"
    assert "METHOD:PUBLISH" in text


def test_others_and_strangers_find_nothing(booking: Booking) -> None:
    assert fetched(booking, by=make_person())[0] == 404
    assert fetched(booking, by=None)[0] == 404


def test_control_staff_who_see_the_booking_get_its_file(booking: Booking) -> None:
    assert fetched(booking, by=make_person(role="host", site=booking.site))[0] == 200
