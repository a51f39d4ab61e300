"""Moving onto another resource: by name where the offer lets one choose, by the team always."""

import uuid

import pytest

from accounts.models import Person
from bookings.errors import NotItsPlace, PlaceTaken
from bookings.models import Booking, BookingItem, Claim
from bookings.request import BookingRequest, ItemRequest
from bookings.selectors.alternatives import alternatives
from bookings.services.blocks import create_block
from bookings.services.create_booking import create_booking
from bookings.services.move_booking import move_booking, quote_move
from core.errors import RuleRefused
from core.models import AuditEntry
from spaces.models import Offer, Resource
from tests.factories import NOW, at, make_booking, make_offer, make_person, make_site, period

pytestmark = pytest.mark.django_db
NINE, TEN = period(12, 9, 10), period(12, 10, 11)


@pytest.fixture
def printers() -> Offer:
    return make_offer(make_site(), count=3, choose_by_name=True)


@pytest.fixture
def desks(printers: Offer) -> Offer:
    return make_offer(printers.site, count=3)


@pytest.fixture
def host(printers: Offer) -> Person:
    return make_person(role="host", site=printers.site)


def things(offer: Offer) -> list[uuid.UUID]:
    members = offer.members.order_by("resource__name_fr")
    return list(members.values_list("resource_id", flat=True))


def seats(booking: Booking) -> set[uuid.UUID]:
    return set(
        Claim.objects.filter(booking=booking, active=True).values_list("resource", flat=True)
    )


def elsewhere(booking: Booking, offer: Offer) -> dict[uuid.UUID, uuid.UUID]:
    """From its one resource to the first other one of the offer."""
    [own] = seats(booking)
    return {own: next(one for one in things(offer) if one != own)}


def block_one(resource: Resource, host: Person) -> None:
    create_block(
        site_id=resource.site_id,
        resource_ids=[resource.pk],
        period=period(12, 9, 12),
        kind="maintenance",
        note="",
        by=host,
        now=NOW,
    )


def test_what_was_chosen_by_name_moves_to_another_and_back(printers: Offer, host: Person) -> None:
    first, second, _ = things(printers)
    booking = make_booking(printers, NINE, person=make_person(), resource_id=first)
    move_booking(booking.pk, period=TEN, by=host, now=NOW, places={first: second})
    item = BookingItem.objects.get(booking=booking)
    assert (seats(booking), item.resource_id) == ({second}, second)
    move_booking(booking.pk, period=NINE, by=host, now=NOW, places={second: first})
    item.refresh_from_db()
    booking.refresh_from_db()
    assert (seats(booking), item.resource_id) == ({first}, first)
    assert (booking.starts_at, booking.sequence) == (NINE.starts_at, 2)
    act = AuditEntry.objects.filter(action="booking.moved").latest("at", "id")
    assert act.changes == {"places": [[str(second), str(first)]]}


def test_its_person_chooses_by_name_and_is_promised_it(printers: Offer) -> None:
    booking = make_booking(printers, NINE, person=make_person())
    places = elsewhere(booking, printers)
    move_booking(booking.pk, period=NINE, by=booking.person, now=NOW, places=places)
    item, claim = BookingItem.objects.get(booking=booking), Claim.objects.get(booking=booking)
    chosen = next(iter(places.values()))
    assert (item.resource_id, claim.resource_id, claim.pinned) == (chosen, chosen, True)


def test_its_person_does_not_choose_among_desks(desks: Offer) -> None:
    booking = make_booking(desks, NINE, person=make_person())
    before = seats(booking)
    places = elsewhere(booking, desks)
    with pytest.raises(RuleRefused) as refusal:
        move_booking(booking.pk, period=TEN, by=booking.person, now=NOW, places=places)
    assert refusal.value.code == "not_by_name"
    asked = quote_move(booking, period=TEN, by=booking.person, now=NOW, places=places)
    assert [one.code for one in asked.refusals] == ["not_by_name"]
    booking.refresh_from_db()
    assert (seats(booking), booking.starts_at) == (before, NINE.starts_at)


def test_the_team_seats_somebody_elsewhere_and_nobody_is_told(desks: Offer, host: Person) -> None:
    """A desk among desks is no promise: nothing changes for the person, so no letter says so."""
    booking = make_booking(desks, NINE, person=make_person())
    places = elsewhere(booking, desks)
    move_booking(booking.pk, period=NINE, by=host, now=NOW, places=places)
    booking.refresh_from_db()
    item, claim = BookingItem.objects.get(booking=booking), Claim.objects.get(booking=booking)
    assert seats(booking) == set(places.values())
    assert (item.resource_id, claim.pinned, booking.sequence) == (None, False, 0)


def test_one_of_two_desks_moves_and_the_other_stays(desks: Offer, host: Person) -> None:
    booking = make_booking(desks, NINE, person=make_person(), quantity=2)
    own = seats(booking)
    [other] = set(things(desks)) - own
    leaving, staying = sorted(own)
    move_booking(booking.pk, period=NINE, by=host, now=NOW, places={leaving: other})
    assert seats(booking) == {staying, other}


def test_a_place_that_is_taken_is_refused_with_times_at_which_it_is_free(
    desks: Offer, host: Person
) -> None:
    booking = make_booking(desks, NINE, person=make_person())
    places = elsewhere(booking, desks)
    block_one(Resource.objects.get(pk=next(iter(places.values()))), host)
    assert not quote_move(booking, period=NINE, by=host, now=NOW, places=places).available
    with pytest.raises(PlaceTaken) as taken:
        move_booking(booking.pk, period=NINE, by=host, now=NOW, places=places)
    assert seats(booking) == set(places)
    proposed = alternatives(taken.value.request, now=NOW, by=host)
    assert proposed
    for one in proposed:
        assert not one.request.period.overlaps(period(12, 9, 12))


def test_of_two_desks_one_that_is_taken_is_proposed_only_where_it_is_free(
    desks: Offer, host: Person
) -> None:
    booking = make_booking(desks, NINE, person=make_person(), quantity=2)
    [other] = set(things(desks)) - seats(booking)
    block_one(Resource.objects.get(pk=other), host)
    places = {sorted(seats(booking))[0]: other}
    asked = quote_move(booking, period=NINE, by=host, now=NOW, places=places)
    assert not asked.available
    assert asked.alternatives
    for one in asked.alternatives:
        assert not one.request.period.overlaps(period(12, 9, 12))


def test_a_thing_of_another_offer_is_refused(desks: Offer, printers: Offer, host: Person) -> None:
    booking = make_booking(desks, NINE, person=make_person())
    own = seats(booking)
    places = {next(iter(own)): things(printers)[0]}
    with pytest.raises(RuleRefused) as refusal:
        move_booking(booking.pk, period=NINE, by=host, now=NOW, places=places)
    assert refusal.value.code == "not_of_offer"
    assert seats(booking) == own


def test_a_thing_out_of_service_is_none_of_the_offers(desks: Offer, host: Person) -> None:
    booking = make_booking(desks, NINE, person=make_person())
    places = elsewhere(booking, desks)
    Resource.objects.filter(pk__in=places.values()).update(is_active=False)
    with pytest.raises(RuleRefused) as refusal:
        move_booking(booking.pk, period=NINE, by=host, now=NOW, places=places)
    assert refusal.value.code == "not_of_offer"


def test_what_it_has_left_already_is_a_conflict(printers: Offer, host: Person) -> None:
    first, second, third = things(printers)
    booking = make_booking(printers, NINE, person=make_person(), resource_id=first)
    with pytest.raises(NotItsPlace):
        move_booking(booking.pk, period=NINE, by=host, now=NOW, places={second: third})
    assert seats(booking) == {first}


def test_two_things_of_a_bundle_move_each_within_its_offer(
    printers: Offer, desks: Offer, host: Person
) -> None:
    items = (ItemRequest(desks.pk), ItemRequest(printers.pk, 1, things(printers)[0]))
    person = make_person()
    request = BookingRequest(period=NINE, items=items, person=person)
    booking = create_booking(request, by=person, now=NOW)
    desk = next(iter(seats(booking) & set(things(desks))))
    places = {
        desk: next(one for one in things(desks) if one != desk),
        things(printers)[0]: things(printers)[2],
    }
    move_booking(booking.pk, period=TEN, by=host, now=NOW, places=places)
    assert seats(booking) == set(places.values())
    claims = Claim.objects.filter(booking=booking).select_related("item")
    assert {claim.item.offer_id: claim.resource_id for claim in claims if claim.item} == {
        desks.pk: places[desk],
        printers.pk: things(printers)[2],
    }
    assert all(claim.period.lower == at(12, 10) for claim in claims)
