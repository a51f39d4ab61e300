"""The other nouns: each works, for whom it should, and names what is wrong."""

import uuid
from typing import Any

import pytest

from accounts.models import Person
from billing.models import Order
from bookings.models import Block, Claim
from equipment.models import Category, InitiationRequest
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import (
    make_audience,
    make_booking,
    make_offer,
    make_organisation,
    make_person,
    make_policy,
    make_resources,
    period,
)


@pytest.mark.parametrize(
    "path",
    [
        "offers/{}/", "bookings/{}/", "people/{}/", "organisations/{}/", "orders/{}/",
    ],
)  # fmt: skip
def test_what_is_missing_is_404(host: Caller, path: str) -> None:
    assert host.get(path.format(uuid.uuid4())).status_code == 404
    assert host.get(path.format("x")).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("blocks/", {}, "resources"),
        ("blocks/", {"kind": "party"}, "kind"),
        ("people/", {}, "name"),
        ("people/", {"name": "   "}, "name"),
        ("people/", {"name": "a", "birth_year": 1}, "birth_year"),
        ("organisations/", {"name": "x", "kind": "club"}, "kind"),
        ("authorisations/", {"person": "x"}, "person"),
        ("initiation-requests/", {"possible_times": 3}, "possible_times"),
        ("quotes/", {"items": [{}]}, "items.0.offer"),
        ("auth/token/", {"email": "a@b.fr"}, "password"),
    ],
)
def test_what_is_malformed_names_its_field(
    host: Caller, path: str, body: dict[str, Any], field: str
) -> None:
    refused = host.post(path, body)
    assert refused.status_code == 400
    assert field in refused.json()["fields"]


def test_the_context_tells_a_screen_what_it_needs(house: House, visitor: Caller) -> None:
    seen = visitor.get("me-context/")
    assert seen.json()["person"] is None
    assert seen.json()["kinds"] == [{"code": "desk", "name": "Un bureau", "icon": "desk"}]
    assert set(seen.json()["house"]) == {"name", "telephone", "email"}
    assert "csrftoken" in seen.cookies
    english = visitor.get("me-context/", Accept_Language="en").json()
    assert (english["language"], english["kinds"][0]["name"]) == ("en", "A desk")


def test_people_change_their_own_file_and_nothing_else_of_it(house: House, member: Caller) -> None:
    make_audience("student")
    changed = member.patch(
        "people/me/",
        {"telephone": "03 21 00 00 01", "language": "en"}
        | {
            "audience": "student",
            "is_active": False,
            "roles": [{"role": "admin", "site": None}],
            "email": "x@y.fr",
        },
    )
    assert changed.status_code == 200
    # Prices follow the audience: staff write it, nobody chooses their own.
    assert changed.json()["audience"] is None
    itself = member.patch(f"people/{house.member.pk}/", {"audience": "student"})
    assert (itself.status_code, itself.json()["code"]) == (403, "not_allowed")
    assert changed.json()["roles"] == []
    person = Person.objects.get(pk=house.member.pk)
    assert (person.is_active, person.email) == (True, house.member.email)
    assert person.audience is None


def test_staff_find_and_create_people_and_hear_of_lookalikes(house: House, host: Caller) -> None:
    found = host.get("people/", {"search": "clai"}).json()["results"]
    assert [one["name"] for one in found] == ["Claire"]
    made = host.post("people/", {"name": "Jean Martin", "birth_year": 1980})
    assert made.status_code == 201
    make_audience("student")
    path = f"people/{made.json()['id']}/"
    assert host.patch(path, {"audience": "student"}).json()["audience"]["code"] == "student"
    assert host.patch(path, {"audience": "nobody"}).status_code == 404
    again = host.post("people/", {"name": "Jean Martin", "birth_year": 1980})
    assert (again.status_code, again.json()["code"]) == (409, "looks_like")
    assert again.json()["details"]["people"][0]["id"] == made.json()["id"]
    assert Person.objects.filter(name="Jean Martin").count() == 1
    forced = host.post("people/", {"name": "Jean Martin", "birth_year": 1980, "force": True})
    assert forced.status_code == 201


def test_an_organisation_shows_its_members_to_its_manager(house: House, member: Caller) -> None:
    mine = make_organisation(house.member)
    theirs = make_organisation(make_person())
    shown = member.get(f"organisations/{mine.pk}/").json()
    assert shown["members"] == [
        {"person": {"id": str(house.member.pk), "name": "Claire"}, "is_manager": True}
    ]
    assert member.get(f"organisations/{theirs.pk}/").status_code == 404


def test_bookings_are_moved_cancelled_approved_declined(house: House, host: Caller) -> None:
    member = Caller(house.member)
    made = member.post("bookings/", house.body()).json()
    later = {key: value for key, value in house.body("14:00", "15:00").items() if "at" in key}
    moved = member.post(f"bookings/{made['id']}/move/", later).json()
    assert moved["starts_at"] == "2027-01-12T13:00:00+00:00"
    assert moved["price"]["cents"] == 500
    cancelled = member.post(f"bookings/{made['id']}/cancel/", {"reason": "malade"}).json()
    assert (cancelled["state"], cancelled["actions"]) == ("cancelled", [])
    house.offer = make_offer(house.site, count=2, policy=make_policy(needs_approval=True))
    first, second = (member.post("bookings/", house.body()).json() for _ in range(2))
    assert first["state"] == "awaiting_approval"
    assert host.post(f"bookings/{first['id']}/approve/").json()["state"] == "confirmed"
    assert host.post(f"bookings/{second['id']}/decline/", {}).status_code == 400
    declined = host.post(f"bookings/{second['id']}/decline/", {"reason": "complet"}).json()
    assert (declined["state"], declined["reason"]) == ("declined", "complet")


def test_a_block_is_made_listed_and_lifted(house: House, host: Caller) -> None:
    (resource,) = make_resources(house.site, 1)
    body = house.body() | {
        "site": str(house.site.pk),
        "kind": "maintenance",
        "resources": [str(resource.pk)],
    }
    made = host.post("blocks/", body)
    assert made.status_code == 201
    assert made.json()["resources"] == [{"id": str(resource.pk), "name": resource.name}]
    taken = host.post("blocks/", body)
    assert (taken.status_code, taken.json()["code"]) == (409, "place_taken")
    assert (
        host.get(
            "blocks/", {"site": str(house.site.pk), "from": "2027-01-11", "to": "2027-01-18"}
        ).json()["count"]
        == 1
    )
    assert host.delete(f"blocks/{made.json()['id']}/").status_code == 204
    assert Block.objects.get().is_active is False


def test_a_refused_block_names_bookings_at_their_own_hours(house: House, host: Caller) -> None:
    policy = make_policy(buffer_before_minutes=15, buffer_after_minutes=15)
    offer = make_offer(house.site, policy=policy)
    booking = make_booking(offer, period(12, 14, 16), person=house.member)
    claim = Claim.objects.get(booking=booking)
    assert claim.period.upper > booking.ends_at, "the control: the buffer is kept too"
    refused = host.post(
        "blocks/",
        house.body("14:00", "16:00")
        | {"site": str(house.site.pk), "kind": "maintenance"}
        | {"resources": [str(claim.resource_id)]},
    )
    (standing,) = refused.json()["details"]["bookings"]
    assert standing["starts_at"] == booking.starts_at.isoformat()
    assert standing["ends_at"] == booking.ends_at.isoformat()
    assert not Block.objects.exists()


def test_an_order_is_settled_once_with_a_note(house: House, member: Caller, host: Caller) -> None:
    make_booking(house.offer, period(12, 10, 12), person=house.member)
    path = f"orders/{Order.objects.get().pk}/"
    assert member.get(path).json()["state"] == "due"
    assert member.post(path + "settle/", {"note": "moi"}).status_code == 403
    assert host.post(path + "settle/", {}).status_code == 400
    settled = host.post(path + "settle/", {"note": "espèces"}).json()
    assert (settled["state"], settled["settled_by"]["name"]) == ("settled", "Hugo")
    assert host.post(path + "settle/", {"note": "encore"}).status_code == 409
    assert member.get("orders/", {"state": "settled"}).json()["count"] == 1


def test_an_initiation_is_asked_for_and_closed(house: House, member: Caller, host: Caller) -> None:
    category = Category.objects.create(code="fdm", name_fr="Imprimantes")
    assert member.get("categories/").json()["results"][0]["code"] == "fdm"
    body = {"category": str(category.pk), "site": str(house.site.pk), "possible_times": "lundi"}
    asked = member.post("initiation-requests/", body)
    assert (asked.status_code, asked.json()["actions"]) == (201, [])
    assert member.post("initiation-requests/", body).status_code == 409
    path = f"initiation-requests/{asked.json()['id']}/close/"
    (seen,) = host.get("initiation-requests/").json()["results"]
    assert seen["actions"] == ["close"]
    (own,) = member.get("initiation-requests/").json()["results"]
    assert own["actions"] == []
    assert member.post(path, {"outcome": "done"}).status_code == 403
    assert host.post(path, {"outcome": "open"}).status_code == 400
    done = host.post(path, {"outcome": "done"}).json()
    assert (done["state"], done["actions"]) == ("done", [])
    assert InitiationRequest.objects.get().state == "done"
