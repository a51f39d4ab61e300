"""Holds over HTTP: a visitor keeps one place, signs in, and takes it over; nobody else can."""

from django.test import Client

from bookings.models import Booking
from tests.api.callers import ROOT, Caller
from tests.api.conftest import House
from tests.factories import make_person


def test_a_visitor_holds_sees_extends_and_lets_go(house: House, visitor: Caller) -> None:
    held = visitor.post("bookings/", house.body(hold=True))
    assert held.status_code == 201
    body = held.json()
    assert (body["state"], body["person"]) == ("hold", None)
    assert body["held_until"] > body["created_at"]
    assert body["actions"] == ["extend-hold", "cancel"]
    path = f"bookings/{body['id']}/"
    assert visitor.get(path).json() == body
    assert visitor.post(path + "extend-hold/").json()["hold_extended"] is True
    assert visitor.post(path + "extend-hold/").status_code == 409
    assert visitor.post(path + "confirm/").status_code == 401
    assert visitor.post(path + "cancel/").json()["state"] == "cancelled"


def test_another_session_knows_nothing_of_it(house: House, visitor: Caller) -> None:
    path = f"bookings/{visitor.post('bookings/', house.body(hold=True)).json()['id']}/"
    for other in (Caller(), Caller(make_person())):
        assert other.get(path).status_code == 404
        assert other.post(path + "cancel/").status_code == 404
        assert other.post(path + "extend-hold/").status_code == 404
    assert Caller(make_person()).post(path + "confirm/").status_code == 404
    assert Booking.objects.get().state == "hold"


def test_a_second_hold_replaces_the_first(house: House, visitor: Caller) -> None:
    visitor.post("bookings/", house.body(hold=True))
    visitor.post("bookings/", house.body("14:00", "15:00", hold=True))
    states = Booking.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", "hold"]


def test_signing_in_keeps_the_hold_and_confirming_takes_it_over(house: House) -> None:
    browser = Client()
    held = browser.post(
        ROOT + "bookings/", house.body(hold=True), content_type="application/json"
    ).json()
    browser.force_login(house.member)  # cycles the session's key, keeps what is in it
    confirmed = browser.post(
        ROOT + f"bookings/{held['id']}/confirm/", {}, content_type="application/json"
    )
    assert confirmed.status_code == 200
    assert confirmed.json()["state"] == "confirmed"
    assert confirmed.json()["person"]["name"] == "Claire"
    assert confirmed.json()["order"]["state"] == "due"
    booking = Booking.objects.get()
    assert (booking.person, booking.holder_key) == (house.member, "")
