"""What is there, when it is free and what it costs, as the API tells it."""

import pytest

from bookings.models import Booking
from equipment.models import Authorisation, Category, Requirement
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import (
    make_booking,
    make_offer,
    make_person,
    make_site,
    period,
)

WEEK = {"from": "2027-01-11", "to": "2027-01-18"}


def test_sites_and_offers_are_told_in_the_language_asked_for(house: House, visitor: Caller) -> None:
    (site,) = visitor.get("sites/", Accept_Language="en").json()["results"]
    assert site["name"].startswith("House")
    assert site["today"]["open"] == [
        {"starts_at": "2027-01-11T07:00:00+00:00", "ends_at": "2027-01-11T19:00:00+00:00"}
    ]
    (sunday,) = visitor.get("sites/", {"day": "2027-01-17"}).json()["results"]
    assert sunday["today"] != site["today"]
    assert visitor.get("sites/", {"day": "2027-02-30"}).status_code == 400
    offer = visitor.get(f"offers/{house.offer.pk}/", Accept_Language="en").json()
    assert offer["size"] == 3
    assert offer["rules_text"] == "From 30 min to 10 h."
    assert offer["prices"] == [{"unit": "hour", "price": {"cents": 500, "currency": "EUR"}}]
    assert "resources" not in offer


def test_offers_are_found_by_kind_site_and_capacity(house: House, visitor: Caller) -> None:
    room = make_offer(make_site(), kind="room", capacity=8)
    assert visitor.get("offers/").json()["count"] == 2
    for query in ({"kind": "room"}, {"site": str(room.site_id)}, {"capacity": 6}):
        (found,) = visitor.get("offers/", query).json()["results"]
        assert found["id"] == str(room.pk)


def test_an_offer_says_whether_its_requirement_is_met(house: House, member: Caller) -> None:
    category = Category.objects.create(code="fdm", name_fr="Imprimantes")
    Requirement.objects.create(offer=house.offer, category=category, mode="autonomous")
    path = f"offers/{house.offer.pk}/"
    assert Caller().get(path).json()["requirement"]["met"] is None
    assert member.get(path).json()["requirement"]["met"] is False
    manager = Caller(make_person(role="fab_manager"))
    given = manager.post(
        "authorisations/", {"person": str(house.member.pk), "category": str(category.pk)}
    )
    assert given.status_code == 201
    assert member.get(path).json()["requirement"]["met"] is True
    revoked = manager.post(f"authorisations/{given.json()['id']}/revoke/")
    assert revoked.json()["revoked_at"] is not None
    assert member.get(path).json()["requirement"]["met"] is False
    assert Authorisation.objects.count() == 1


def test_the_week_is_told_by_offer_and_by_resource(house: House, member: Caller) -> None:
    booking = make_booking(house.offer, period(12, 10, 12), person=house.member)
    free = member.get("availability/", {"offer": str(house.offer.pk), **WEEK}).json()
    assert {one["count"] for one in free[0]["free"]} == {2, 3}
    site = {"site": str(house.site.pk), **WEEK}
    mine = [
        one for row in member.get("planning/", site).json()["resources"] for one in row["taken"]
    ]
    assert [(one["kind"], one["booking"]) for one in mine] == [("mine", str(booking.pk))]
    (theirs,) = [
        one for row in Caller().get("planning/", site).json()["resources"] for one in row["taken"]
    ]
    assert theirs["kind"] == "booking"
    assert theirs.get("booking") is None
    assert theirs.get("who") is None


@pytest.mark.parametrize("path", ["availability/", "planning/"])
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2027-01-12", "to": "2027-01-12"}, "to"),
        ({"from": "2027-01-12", "to": "2027-01-11"}, "to"),
        ({"from": "2027-01-12", "to": "2027-06-01"}, "to"),
        ({"from": "2027-01-12T10:00", "to": "2027-01-13"}, "from"),
        ({"to": "2027-01-13"}, "from"),
        ({"from": "9999-12-31", "to": "9999-12-31T23:59:59Z"}, "from"),
    ],
)
def test_a_span_that_cannot_be_is_400(
    house: House, visitor: Caller, path: str, query: dict[str, str], field: str
) -> None:
    refused = visitor.get(path, {"site": str(house.site.pk), **query})
    assert refused.status_code == 400
    assert field in refused.json()["fields"]


def test_a_plus_that_lost_its_escape_is_still_read(house: House, visitor: Caller) -> None:
    query = f"site={house.site.pk}&from=2027-01-12T10:00:00+01:00&to=2027-01-13"
    assert visitor.client.get(f"/api/v1/availability/?{query}").status_code == 200


def test_a_quote_names_price_button_and_refusals(house: House, visitor: Caller) -> None:
    quote = visitor.post("quotes/", house.body()).json()
    assert quote["total"] == {"cents": 1000, "currency": "EUR"}
    assert quote["available"] is True
    assert quote["button"] == "Commande avec obligation de paiement – 10,00 €"
    closed = visitor.post("quotes/", house.body("21:00", "22:00")).json()
    assert closed["available"] is False
    assert [one["code"] for one in closed["refusals"]] == ["closed"]
    free = make_offer(house.site, price_cents=0)
    asked = house.body() | {"items": [{"offer": str(free.pk)}]}
    assert visitor.post("quotes/", asked).json()["button"] == "Réserver"
    assert not Booking.objects.exists()
