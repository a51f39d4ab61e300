"""bookings/: made, held, listed, shown, and nothing told to strangers."""

import uuid

import pytest

from bookings.models import Booking
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import make_booking, make_offer, make_person, make_site, period


def test_a_booking_is_made_and_shown(house: House, member: Caller) -> None:
    made = member.post("bookings/", house.body(purpose="Devis"))
    assert made.status_code == 201
    body = made.json()
    assert body["state"] == "confirmed"
    assert body["starts_at"] == "2027-01-12T09:00:00+00:00"
    assert body["price"] == {"cents": 1000, "currency": "EUR"}
    assert body["price_lines"][0]["quantity"] == "2.00"
    assert body["person"] == {"id": str(house.member.pk), "name": "Claire"}
    assert body["order"]["state"] == "due"
    assert body["order"]["total"] == {"cents": 1000, "currency": "EUR"}
    assert body["items"][0]["offer"] == str(house.offer.pk)
    assert body["items"][0]["resources"] == []  # a place in a pool is not told before it is pinned
    assert body["actions"] == ["move", "cancel"]
    assert member.get(f"bookings/{body['id']}/").json() == body


def test_strangers_get_404_and_visitors_401(
    house: House, stranger: Caller, visitor: Caller
) -> None:
    booking = make_booking(house.offer, period(12, 9, 11), person=house.member)
    assert stranger.get(f"bookings/{booking.pk}/").status_code == 404
    assert visitor.get(f"bookings/{booking.pk}/").status_code == 404
    assert stranger.post(f"bookings/{booking.pk}/cancel/").status_code == 404
    assert visitor.get("bookings/").status_code == 401
    assert stranger.get("bookings/").json()["count"] == 0
    booking.refresh_from_db()
    assert booking.state == "confirmed"


def test_an_unknown_booking_is_404(member: Caller) -> None:
    missing = member.get(f"bookings/{uuid.uuid4()}/")
    assert missing.status_code == 404
    assert missing.json()["code"] == "not_found"
    assert member.get("bookings/not-an-id/").status_code == 404


def test_a_wrong_method_is_405(member: Caller) -> None:
    refused = member.delete("bookings/")
    assert refused.status_code == 405
    assert refused.json()["code"] == "method_not_allowed"


def test_a_visitor_may_not_book(house: House, visitor: Caller) -> None:
    refused = visitor.post("bookings/", house.body())
    assert refused.status_code == 401
    assert refused.json()["code"] == "not_signed_in"
    assert refused.headers["WWW-Authenticate"] == "Token"
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": "2027-01-12T10:00:00"}, "starts_at"),
        ({"starts_at": "9999-01-12T10:00:00+01:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"starts_at": "2027-02-30T10:00:00+01:00"}, "starts_at"),
        ({"starts_at": 1_800_000_000}, "starts_at"),
        ({"starts_at": None}, "starts_at"),
        ({"ends_at": "2027-01-12T10:00:00+01:00"}, "ends_at"),
        ({"ends_at": "2029-01-12T10:00:00+01:00"}, "ends_at"),
        ({"items": []}, "items"),
        ({"items": "desk"}, "items"),
        ({"items": [{"offer": "desk"}]}, "items.0.offer"),
        ({"items": [{"offer": str(uuid.uuid4()), "quantity": -1}]}, "items.0.quantity"),
        ({"items": [{"offer": str(uuid.uuid4()), "quantity": 10**30}]}, "items.0.quantity"),
        ({"items": [{"offer": str(uuid.uuid4()), "quantity": 1.5}]}, "items.0.quantity"),
        ({"items": [{"offer": str(uuid.uuid4()), "quantity": True}]}, "items.0.quantity"),
        ({"party_size": 0}, "party_size"),
        ({"party_size": 10**9}, "party_size"),
        ({"purpose": "a\x00b"}, "purpose"),
        ({"purpose": "\ud800"}, "purpose"),
        ({"purpose": "a" * 10_000}, "purpose"),
        ({"purpose": ["a"]}, "purpose"),
        ({"hold": "yes"}, "hold"),
        ({"for_person": 12}, "for_person"),
    ],
)
def test_a_malformed_booking_names_the_field(
    house: House, member: Caller, change: dict[str, object], field: str
) -> None:
    refused = member.post("bookings/", house.body() | change)
    assert refused.status_code == 400
    assert refused.json()["code"] == "malformed"
    assert field in refused.json()["fields"]
    assert not Booking.objects.exists()


def test_emoji_and_right_to_left_are_kept(house: House, member: Caller) -> None:
    purpose = "🖨️ طباعة"
    made = member.post("bookings/", house.body(purpose=purpose))
    assert made.status_code == 201
    assert Booking.objects.get().purpose == purpose


def test_a_taken_place_is_409_with_alternatives(house: House, member: Caller) -> None:
    house.offer = make_offer(house.site, count=1)
    make_booking(house.offer, period(12, 10, 12), person=make_person())
    refused = member.post("bookings/", house.body())
    assert refused.status_code == 409
    body = refused.json()
    assert body["code"] == "place_taken"
    assert body["message"]
    assert body["details"]["alternatives"]
    first = body["details"]["alternatives"][0]
    assert set(first) == {
        "starts_at", "ends_at", "items", "offer_name", "site", "site_name", "reason", "price",
    }  # fmt: skip
    assert first["price"] == {"cents": 1000, "currency": "EUR"}
    assert Booking.objects.count() == 1


def test_a_rule_refuses_with_its_code_in_the_language_asked_for(
    house: House, member: Caller
) -> None:
    french = member.post("bookings/", house.body("21:00", "22:00"))
    assert french.status_code == 422
    assert french.json()["code"] == "closed"
    assert not Booking.objects.exists()


def test_nobody_sets_price_state_or_owner(house: House, member: Caller) -> None:
    other = make_person()
    made = member.post(
        "bookings/",
        house.body(
            price={"cents": 0, "currency": "EUR"},
            price_cents=0,
            state="completed",
            person=str(other.pk),
            booked_by=str(other.pk),
            channel="online",
        ),
    )
    assert made.status_code == 201
    booking = Booking.objects.get()
    assert (booking.price_cents, booking.state) == (1000, "confirmed")
    assert (booking.person, booking.booked_by) == (house.member, house.member)


def test_a_member_may_not_book_for_another(house: House, member: Caller) -> None:
    other = make_person()
    refused = member.post("bookings/", house.body(for_person=str(other.pk)))
    assert refused.status_code == 404
    desk = member.post("bookings/", house.body(channel="desk"))
    assert desk.status_code == 403
    assert not Booking.objects.exists()


def test_a_host_books_for_somebody_at_the_desk(house: House, host: Caller) -> None:
    made = host.post("bookings/", house.body(for_person=str(house.member.pk)))
    assert made.status_code == 201
    assert made.json()["channel"] == "desk"
    assert made.json()["person"]["name"] == "Claire"
    assert made.json()["booked_by"]["name"] == "Hugo"
    assert "settle" in made.json()["actions"]


def test_the_host_of_another_site_may_not(house: House) -> None:
    elsewhere = Caller(make_person(role="host", site=make_site()))
    refused = elsewhere.post("bookings/", house.body(for_person=str(house.member.pk)))
    assert refused.status_code == 403
    assert not Booking.objects.exists()


def test_lists_are_filtered(house: House, member: Caller, host: Caller) -> None:
    make_booking(house.offer, period(12, 9, 11), person=house.member)
    make_booking(house.offer, period(13, 9, 11), person=make_person("Ali"))
    site = {"site": str(house.site.pk)}
    assert member.get("bookings/").json()["count"] == 1
    assert host.get("bookings/", site).json()["count"] == 2
    assert host.get("bookings/", {"mine": "true"}).json()["count"] == 0
    assert host.get("bookings/", {"person": str(house.member.pk)}).json()["count"] == 1
    assert host.get("bookings/", {**site, "from": "2027-01-13"}).json()["count"] == 1
    assert host.get("bookings/", {**site, "to": "2027-01-13"}).json()["count"] == 1
    assert host.get("bookings/", {"state": "confirmed,cancelled"}).json()["count"] == 2
    assert host.get("bookings/", {"state": "cancelled"}).json()["count"] == 0
    starts = [one["starts_at"] for one in host.get("bookings/", site).json()["results"]]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"site": "x"}, "site"),
        ({"state": "sold"}, "state"),
        ({"mine": "perhaps"}, "mine"),
        ({"page": "0"}, "page"),
        ({"page": "9" * 40}, "page"),
        ({"page_size": "201"}, "page_size"),
        ({"from": "yesterday"}, "from"),
        ({"to": "9999-12-31"}, "to"),
    ],
)
def test_a_malformed_filter_names_itself(member: Caller, query: dict[str, str], field: str) -> None:
    refused = member.get("bookings/", query)
    assert refused.status_code == 400
    assert field in refused.json()["fields"]


def test_pages_link_to_each_other(house: House, member: Caller) -> None:
    for day in (12, 13, 14):
        make_booking(house.offer, period(day, 9, 11), person=house.member)
    first = member.get("bookings/", {"page_size": 2}).json()
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    assert first["next"].endswith("/api/v1/bookings/?page_size=2&page=2")
    second = member.get("bookings/", {"page_size": 2, "page": 2}).json()
    assert (len(second["results"]), second["next"]) == (1, None)
    assert member.get("bookings/", {"page": 99}).json()["results"] == []
