"""Moves over HTTP: onto another resource, back again, and blocks to another time."""

import uuid
from typing import Any

from bookings.models import Block, Booking, Claim
from spaces.models import Offer
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import at, make_booking, make_offer, make_resources, period

NINE = period(12, 9, 10)


def body(hour: int, places: dict[uuid.UUID, uuid.UUID] | None = None) -> dict[str, Any]:
    """To this hour of the twelfth, and onto other resources."""
    times = {"starts_at": at(12, hour).isoformat(), "ends_at": at(12, hour + 1).isoformat()}
    pairs = [{"from": str(one), "to": str(other)} for one, other in (places or {}).items()]
    return times | ({"resources": pairs} if pairs else {})


def machines(house: House, *, by_name: bool = True) -> tuple[Offer, list[uuid.UUID]]:
    offer = make_offer(house.site, count=3, choose_by_name=by_name)
    return offer, list(offer.members.values_list("resource_id", flat=True))


def place_of(booking: Booking) -> uuid.UUID:
    return Claim.objects.get(booking=booking, active=True).resource_id


def test_a_host_takes_it_to_another_hour_and_machine_and_back(house: House, host: Caller) -> None:
    offer, (first, second, _) = machines(house)
    booking = make_booking(offer, NINE, person=house.member, resource_id=first)
    path = f"bookings/{booking.pk}/move/"
    moved = host.post(path, body(14, {first: second})).json()
    assert moved["starts_at"] == at(12, 14).isoformat()
    assert [one["id"] for one in moved["items"][0]["resources"]] == [str(second)]
    back = host.post(path, body(9, {second: first})).json()
    assert (back["starts_at"], place_of(booking)) == (NINE.starts_at.isoformat(), first)


def test_a_repeated_move_with_one_key_moves_once(house: House, host: Caller) -> None:
    offer, (first, second, _) = machines(house)
    booking = make_booking(offer, NINE, person=house.member, resource_id=first)
    path, key = f"bookings/{booking.pk}/move/", uuid.uuid4().hex
    answers = [host.post(path, body(9, {first: second}), Idempotency_Key=key) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    booking.refresh_from_db()
    assert (place_of(booking), booking.sequence) == (second, 1)
    stale = host.post(path, body(9, {first: second}))
    assert (stale.status_code, stale.json()["code"]) == (409, "not_its_place")


def test_a_member_moves_by_name_where_the_offer_lets_them(house: House, member: Caller) -> None:
    offer, (first, second, _) = machines(house)
    booking = make_booking(offer, NINE, person=house.member, resource_id=first)
    quoted = member.post(f"bookings/{booking.pk}/move/quote/", body(9, {first: second})).json()
    assert (quoted["available"], quoted["total"]["cents"]) == (True, 500)
    assert member.post(f"bookings/{booking.pk}/move/", body(9, {first: second})).status_code == 200
    assert place_of(booking) == second


def test_a_member_does_not_choose_a_desk_and_the_team_does(
    house: House, member: Caller, host: Caller
) -> None:
    offer, names = machines(house, by_name=False)
    booking = make_booking(offer, NINE, person=house.member)
    own = place_of(booking)
    places = {own: next(one for one in names if one != own)}
    refused = member.post(f"bookings/{booking.pk}/move/", body(9, places))
    assert (refused.status_code, refused.json()["code"]) == (422, "not_by_name")
    assert place_of(booking) == own
    assert host.post(f"bookings/{booking.pk}/move/", body(9, places)).status_code == 200
    assert place_of(booking) == places[own]


def test_a_machine_that_is_taken_is_refused_with_other_times(house: House, host: Caller) -> None:
    offer, (first, second, _) = machines(house)
    booking = make_booking(offer, NINE, person=house.member, resource_id=first)
    make_booking(offer, period(12, 9, 11), person=house.member, resource_id=second)
    refused = host.post(f"bookings/{booking.pk}/move/", body(10, {first: second}))
    assert (refused.status_code, refused.json()["code"]) == (409, "place_taken")
    proposed = refused.json()["details"]["alternatives"]
    assert {one["reason"] for one in proposed} == {"other_time"}
    again = proposed[0] | {"resources": body(9, {first: second})["resources"]}
    sent = {key: again[key] for key in ("starts_at", "ends_at", "resources")}
    assert host.post(f"bookings/{booking.pk}/move/", sent).status_code == 200


def test_a_place_is_left_or_taken_once(house: House, host: Caller) -> None:
    offer, (first, second, third) = machines(house)
    booking = make_booking(offer, NINE, person=house.member, resource_id=first)
    sent = body(9, {first: second, third: second})
    refused = host.post(f"bookings/{booking.pk}/move/", sent)
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["resources"])
    assert place_of(booking) == first


def blocked(house: House, host: Caller) -> tuple[uuid.UUID, str]:
    (resource,) = make_resources(house.site, 1)
    given = {"site": str(house.site.pk), "kind": "maintenance", "resources": [str(resource.pk)]}
    return resource.pk, f"blocks/{host.post('blocks/', body(9) | given).json()['id']}/"


def test_a_block_moves_with_its_things_onto_part_of_its_own_time(
    house: House, host: Caller
) -> None:
    resource, path = blocked(house, host)
    longer = {"starts_at": at(12, 9).isoformat(), "ends_at": at(12, 12).isoformat()}
    moved = host.post(path + "move/", longer)
    assert (moved.status_code, moved.json()["ends_at"]) == (200, longer["ends_at"])
    claim = Claim.objects.get(resource=resource, active=True)
    assert (claim.period.lower, claim.period.upper) == (at(12, 9), at(12, 12))
    assert host.delete(path).status_code == 204
    lifted = host.post(path + "move/", body(14))
    assert (lifted.status_code, lifted.json()["code"]) == (409, "wrong_state")


def test_a_block_does_not_move_onto_a_booking(house: House, host: Caller) -> None:
    resource, path = blocked(house, host)
    offer = make_offer(house.site, count=0)
    offer.members.create(resource_id=resource)
    booking = make_booking(offer, period(12, 14, 15), person=house.member)
    refused = host.post(path + "move/", body(14))
    assert (refused.status_code, refused.json()["code"]) == (409, "place_taken")
    assert [one["id"] for one in refused.json()["details"]["bookings"]] == [str(booking.pk)]
    assert Block.objects.get().starts_at == at(12, 9)
    over = {"starts_at": at(10, 9).isoformat(), "ends_at": at(10, 10).isoformat()}
    assert host.post(path + "move/", over).status_code == 400
