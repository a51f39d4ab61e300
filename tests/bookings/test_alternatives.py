"""Alternatives: whatever is proposed can be booked; nothing where nothing is free."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from accounts.models import Person
from bookings.errors import PlaceTaken
from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.selectors.alternatives import Alternative, alternatives
from bookings.services.blocks import create_block
from bookings.services.create_booking import create_booking
from bookings.services.quote_booking import quote_booking
from core.period import Period
from equipment.models import (
    Authorisation,
    Category,
    EquipmentModel,
    Lender,
    LoanAgreement,
    Machine,
    Requirement,
)
from spaces.models import Offer, OfferResource, Resource, Site
from tests.factories import (
    NOW,
    ask,
    at,
    make_audience,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_resources,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db
TUESDAY = period(12, 10, 11)


def proposed(request: BookingRequest, *, now: dt.datetime = NOW) -> list[Alternative]:
    """What is proposed when the request is refused; each is booked for real, then undone."""
    assert request.person is not None
    with pytest.raises(PlaceTaken), transaction.atomic():
        create_booking(request, by=request.person, now=now)
    found = alternatives(request, now=now, by=request.person)
    for one in found:
        with transaction.atomic():
            booking = create_booking(one.request, by=request.person, now=now)
            assert booking.price_cents == one.price_cents
            transaction.set_rollback(True)
    return found


def starts(found: list[Alternative]) -> list[dt.datetime]:
    return [one.request.period.starts_at for one in found if one.reason == "other_time"]


@pytest.fixture
def claire() -> Person:
    return make_person("Claire", audience=make_audience())


@pytest.fixture
def site() -> Site:
    return make_site()


def taken_offer(site: Site, when: Period = TUESDAY, **fields: Any) -> Offer:
    """A desk that somebody else has then."""
    offer = make_offer(site, **fields)
    make_booking(offer, when, person=make_person())
    return offer


def test_near_times_other_offers_and_other_sites_in_this_order(site: Site, claire: Person) -> None:
    offer = taken_offer(site)
    beside, elsewhere = make_offer(site), make_offer(make_site())
    make_offer(site, kind="room")
    found = proposed(ask(offer, TUESDAY, person=claire))
    assert len(found) == 5
    assert (found[0].reason, found[0].offer_id) == ("other_offer", beside.pk)
    assert ("other_site", elsewhere.pk) in [(one.reason, one.offer_id) for one in found]
    assert set(starts(found)) <= {at(12, 9), at(12, 11), at(12, 11, 30), at(12, 8, 30)}


def test_nothing_is_proposed_when_nothing_is_free(site: Site, claire: Person) -> None:
    offer = make_offer(site)
    host = make_person(role="host", site=site)
    create_block(
        site_id=site.pk,
        resource_ids=[OfferResource.objects.get(offer=offer).resource_id],
        period=Period(at(11, 0), at(31, 0)),
        kind="absence",
        note="",
        by=host,
        now=NOW,
    )
    assert proposed(ask(offer, TUESDAY, person=claire)) == []


@pytest.mark.parametrize(
    ("policy", "fields"),
    [
        ({"granularity_minutes": 60}, {}),
        ({"min_minutes": 90}, {}),
        ({"max_minutes": 30}, {}),
        ({"notice_minutes": 6000}, {}),
        ({"horizon_days": 0}, {}),
        ({"max_party_size": 2}, {}),
        ({}, {"capacity": 2}),
        ({}, {"is_public": False}),
        ({"audiences": "student"}, {}),
    ],
)
def test_an_offer_whose_rules_refuse_is_not_proposed(
    site: Site, claire: Person, policy: dict[str, Any], fields: dict[str, Any]
) -> None:
    when = Period(at(12, 10, 15), at(12, 11, 15))
    offer = taken_offer(site, when)
    code = policy.pop("audiences", None)
    rules = make_policy(**policy)
    if code:
        rules.audiences.add(make_audience(code))
    other = make_offer(site, policy=rules, **fields)
    found = proposed(ask(offer, when, person=claire, party_size=3))
    assert found
    assert other.pk not in [one.offer_id for one in found]


def test_a_whole_set_is_not_proposed_for_several_places(site: Site, claire: Person) -> None:
    offer = make_offer(site, count=2)
    make_booking(offer, TUESDAY, person=make_person())
    rooms = make_offer(site, count=2, quantifier="all")
    found = proposed(ask(offer, TUESDAY, person=claire, quantity=2))
    assert rooms.pk not in [one.offer_id for one in found]


def test_what_its_lender_keeps_for_others_is_not_proposed(site: Site, claire: Person) -> None:
    offer = taken_offer(site)
    for_students, until_today = make_offer(site), make_offer(site)
    lend(for_students, ends_on=None).audiences.add(make_audience("student"))
    lend(until_today, ends_on=NOW.date())
    found = proposed(ask(offer, TUESDAY, person=claire))
    assert not {for_students.pk, until_today.pk} & {one.offer_id for one in found}


def lend(offer: Offer, *, ends_on: dt.date | None) -> LoanAgreement:
    name = f"prêt {offer.pk}"
    category, _ = Category.objects.get_or_create(code="kit", defaults={"name_fr": "kit"})
    model, _ = EquipmentModel.objects.get_or_create(category=category, maker="M", name="N")
    agreement = LoanAgreement.objects.create(
        lender=Lender.objects.create(name=name),
        reference=name,
        starts_on=dt.date(2026, 1, 1),
        ends_on=ends_on,
    )
    resource = Resource.objects.get(offers=offer)
    Machine.objects.create(resource=resource, model=model, agreement=agreement)
    return agreement


def test_only_who_is_authorised_is_sent_to_another_machine(site: Site, claire: Person) -> None:
    offer, machine = taken_offer(site), make_offer(site)
    category = Category.objects.create(code="laser", name_fr="laser")
    Requirement.objects.create(offer=machine, category=category, mode="autonomous")
    request = ask(offer, TUESDAY, person=claire)
    assert machine.pk not in [one.offer_id for one in proposed(request)]
    Authorisation.objects.create(
        person=claire, category=category, given_by=claire, given_at=NOW, valid_until=at(12, 11)
    )
    assert machine.pk in [one.offer_id for one in proposed(request)]


def test_a_quote_against_the_rules_tells_what_would_be_accepted(site: Site, claire: Person) -> None:
    """Not trained for this machine, or closed at that hour: the way on is told with the refusal."""
    offer, simple = make_offer(site), make_offer(site)
    category = Category.objects.create(code="laser", name_fr="laser")
    Requirement.objects.create(offer=offer, category=category, mode="autonomous")
    untrained = quote_booking(ask(offer, TUESDAY, person=claire), by=claire, now=NOW)
    assert [one.code for one in untrained.refusals] == ["not_authorised"]
    assert [one.offer_id for one in untrained.alternatives] == [simple.pk]
    night = period(12, 21, 22)
    closed = quote_booking(ask(simple, night, person=claire), by=claire, now=NOW)
    assert [one.code for one in closed.refusals] == ["closed"]
    assert {one.reason for one in closed.alternatives} == {"other_time"}
    for one in (*untrained.alternatives, *closed.alternatives):
        assert quote_booking(one.request, by=claire, now=NOW).available


def test_a_bundle_whose_offers_share_a_resource_is_proposed_only_where_both_fit(
    site: Site, claire: Person
) -> None:
    """At ten one desk of two is taken; at eleven the other one: two places are free at neither."""
    left, right = make_resources(site, 2)
    one = make_offer(site, resources=[left, right], choose_by_name=True)
    other = make_offer(site, resources=[left, right])
    for resource, hour in ((left, 10), (right, 11)):
        make_booking(one, period(12, hour, hour + 1), person=make_person(), resource_id=resource.pk)
    request = BookingRequest(
        period=TUESDAY, items=(ItemRequest(one.pk), ItemRequest(other.pk)), person=claire
    )
    found = proposed(request)
    assert found
    assert {alternative.reason for alternative in found} == {"other_time"}
    assert not any(one.overlaps(Period(at(12, 10), at(12, 12))) for one in _periods(found))


def _periods(found: list[Alternative]) -> list[Period]:
    return [one.request.period for one in found]


def test_a_lapsed_hold_is_no_hindrance_and_nothing_is_written(site: Site, claire: Person) -> None:
    offer = taken_offer(site)
    before = Booking.objects.count()
    proposed(ask(offer, TUESDAY, person=claire))
    assert Booking.objects.count() == before


def test_the_next_days_are_proposed_at_the_same_time_on_the_wall(claire: Person) -> None:
    """The clocks change on the night to the 28th of March: ten o'clock stays ten o'clock."""
    site = make_site(opens=10, closes=11, days=90)
    offer = taken_offer(site, period(26, 10, 11, month=3))
    found = proposed(ask(offer, period(26, 10, 11, month=3), person=claire))
    assert starts(found) == [at(day, 10, month=3) for day in (27, 28, 29, 30, 31)]
