"""create_booking: the states it starts in, what it writes, and refusals that leave nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from billing.models import Order
from bookings.errors import PlaceTaken
from bookings.models import Booking, Claim
from bookings.request import BookingRequest, ItemRequest
from bookings.services.create_booking import create_booking, hold_booking
from bookings.states import State
from core.errors import NotAllowed, NotFound, NotSignedIn, RuleRefused
from core.models import AuditEntry
from core.period import Period
from tests.factories import (
    NOW,
    ask,
    at,
    lend,
    make_booking,
    make_offer,
    make_organisation,
    make_person,
    make_policy,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db


def test_a_free_desk_is_confirmed_with_an_order_due_at_its_start() -> None:
    person, offer = make_person(), make_offer(make_site(), count=3)
    booking = make_booking(offer, period(12, 9, 11), person=person)
    assert booking.state == State.CONFIRMED
    assert booking.price_cents == 1000
    assert booking.price_snapshot["lines"][0]["quantity"] == "2.00"
    claim = Claim.objects.get(booking=booking)
    assert (claim.active, claim.period.lower, claim.period.upper) == (True, at(12, 9), at(12, 11))
    order = Order.objects.get(booking=booking)
    assert (order.state, order.total_cents, order.due_at) == ("due", 1000, at(12, 9))
    assert AuditEntry.objects.filter(subject_id=booking.pk).count() == 1


def test_a_free_of_charge_desk_owes_nothing() -> None:
    offer = make_offer(make_site(), price_cents=0)
    booking = make_booking(offer, period(12, 9, 11), person=make_person())
    assert booking.state == State.CONFIRMED
    assert not Order.objects.exists()


def test_touching_periods_both_succeed_and_one_second_of_overlap_does_not() -> None:
    offer = make_offer(make_site(), policy=make_policy(granularity_minutes=15))
    make_booking(offer, period(12, 9, 11), person=make_person())
    make_booking(offer, period(12, 11, 12), person=make_person())
    with pytest.raises(PlaceTaken):
        make_booking(offer, Period(at(12, 8, 15), at(12, 9, 15)), person=make_person())
    assert Booking.objects.count() == 2


def test_raw_sql_cannot_overlap_either() -> None:
    offer = make_offer(make_site())
    booking = make_booking(offer, period(12, 9, 11), person=make_person())
    claim = Claim.objects.get(booking=booking)
    overlapping = Period(at(12, 10, 59), at(12, 12)).as_range()
    with pytest.raises(IntegrityError, match="claims_do_not_overlap"), transaction.atomic():
        Claim.objects.create(
            resource=claim.resource, period=overlapping, booking=booking, item=claim.item
        )
    claim.pk = None
    Claim.objects.filter(booking=booking).update(active=False)
    Claim.objects.create(
        resource=claim.resource, period=overlapping, booking=booking, item=claim.item
    )


def test_buffers_keep_a_distance_on_both_sides() -> None:
    policy = make_policy(buffer_before_minutes=15, buffer_after_minutes=30)
    offer = make_offer(make_site(), policy=policy)
    make_booking(offer, period(12, 10, 11), person=make_person())
    for start, end in ((at(12, 9, 15), at(12, 9, 45)), (at(12, 11, 30), at(12, 12, 30))):
        with pytest.raises(PlaceTaken):
            make_booking(offer, Period(start, end), person=make_person())
    make_booking(offer, Period(at(12, 8, 15), at(12, 9, 15)), person=make_person())
    make_booking(offer, Period(at(12, 11, 45), at(12, 12, 45)), person=make_person())


def test_the_shortest_gap_is_taken_first() -> None:
    offer = make_offer(make_site(), count=2, choose_by_name=True)
    first, second = (member.resource_id for member in offer.members.order_by("resource__position"))
    person = make_person()
    make_booking(offer, period(12, 9, 10), person=person, resource_id=second)
    make_booking(offer, period(12, 11, 12), person=person, resource_id=second)
    booking = make_booking(offer, period(12, 10, 11), person=person)
    assert Claim.objects.get(booking=booking).resource_id == second
    assert first != second


def test_a_whole_set_takes_every_resource_and_is_refused_when_one_is_gone() -> None:
    site = make_site()
    desks = make_offer(site, count=3)
    resources = [member.resource for member in desks.members.all()]
    evening = make_offer(site, resources=resources, quantifier="all")
    make_booking(desks, period(12, 9, 10), person=make_person())
    with pytest.raises(PlaceTaken):
        make_booking(evening, period(12, 9, 10), person=make_person())
    booking = make_booking(evening, period(12, 10, 11), person=make_person())
    assert Claim.objects.filter(booking=booking).count() == 3
    with pytest.raises(PlaceTaken):
        make_booking(desks, period(12, 10, 11), person=make_person())


def test_a_bundle_is_all_or_nothing() -> None:
    site, person = make_site(), make_person()
    room, kit = make_offer(site, kind="room"), make_offer(site, kind="vr_kit")
    make_booking(kit, period(12, 9, 10), person=make_person())
    items = (ItemRequest(room.pk), ItemRequest(kit.pk))
    with pytest.raises(PlaceTaken):
        create_booking(
            BookingRequest(period=period(12, 9, 10), items=items, person=person),
            by=person,
            now=NOW,
        )
    assert Booking.objects.count() == 1
    booking = create_booking(
        BookingRequest(period=period(12, 10, 11), items=items, person=person), by=person, now=NOW
    )
    assert booking.price_cents == 1000
    assert booking.claims.count() == 2


def test_overlapping_offers_in_one_bundle_never_share_a_resource() -> None:
    site, person = make_site(), make_person()
    wide = make_offer(site, count=2)
    narrow = make_offer(site, resources=[wide.members.all()[0].resource])
    items = (ItemRequest(wide.pk), ItemRequest(narrow.pk))
    request = BookingRequest(period=period(12, 9, 10), items=items, person=person)
    booking = create_booking(request, by=person, now=NOW)
    assert len({claim.resource_id for claim in Claim.objects.filter(booking=booking)}) == 2


@pytest.mark.parametrize(
    ("policy", "when", "code"),
    [
        ({}, Period(at(12, 9, 5), at(12, 10)), "off_grid"),
        ({"min_minutes": 60}, Period(at(12, 9), at(12, 9, 45)), "too_short"),
        ({"max_minutes": 60}, Period(at(12, 9), at(12, 10, 15)), "too_long"),
        ({"notice_minutes": 120}, Period(at(11, 9), at(11, 10)), "too_late"),
        ({"horizon_days": 10}, period(22, 9, 10), "too_early"),
        ({}, Period(at(11, 7), at(11, 9)), "past"),
        ({}, Period(at(10, 9), at(10, 10)), "over"),
        ({}, Period(at(12, 19), at(12, 21)), "closed"),
        ({"max_party_size": 2}, period(12, 9, 10), "party_too_large"),
    ],
)
def test_each_rule_refuses_with_its_code_and_nothing_is_written(
    policy: dict[str, int], when: Period, code: str
) -> None:
    offer = make_offer(make_site(), policy=make_policy(**policy))
    with pytest.raises(RuleRefused) as refused:
        make_booking(offer, when, person=make_person(), party_size=3)
    assert refused.value.code == code
    assert not Booking.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_print_may_run_while_closed_from_open_to_open() -> None:
    policy = make_policy(span="may_span_closed", max_minutes=1440)
    offer = make_offer(make_site(), policy=policy)
    booking = make_booking(offer, Period(at(12, 18), at(13, 8)), person=make_person())
    claim = Claim.objects.get(booking=booking)
    assert claim.period.upper - claim.period.lower == dt.timedelta(hours=14)
    with pytest.raises(RuleRefused, match="au début ou à la fin"):
        make_booking(offer, Period(at(13, 18), at(14, 7)), person=make_person())


def test_a_visitor_cannot_book_and_a_member_cannot_book_for_another() -> None:
    offer = make_offer(make_site())
    with pytest.raises(NotSignedIn):
        create_booking(ask(offer, period(12, 9, 10), person=None), by=None, now=NOW)
    request, other = ask(offer, period(12, 9, 10), person=make_person()), make_person()
    with pytest.raises(NotAllowed):
        create_booking(request, by=other, now=NOW)
    assert not Booking.objects.exists()


def test_staff_of_the_site_book_for_somebody_and_waive_notice_and_approval() -> None:
    site, person = make_site(), make_person()
    offer = make_offer(site, policy=make_policy(notice_minutes=600, needs_approval=True))
    host = make_person(role="host", site=site)
    stranger = make_person(role="host", site=make_site())
    request = ask(offer, period(11, 9, 10), person=person, channel="desk")
    with pytest.raises(NotAllowed):
        create_booking(request, by=stranger, now=NOW)
    booking = create_booking(request, by=host, now=NOW)
    assert (booking.state, booking.person, booking.booked_by) == ("confirmed", person, host)


def test_an_offer_that_asks_for_approval_waits() -> None:
    offer = make_offer(make_site(), policy=make_policy(needs_approval=True))
    booking = make_booking(offer, period(12, 9, 10), person=make_person())
    assert booking.state == State.AWAITING_APPROVAL
    assert not Order.objects.exists()


def test_a_hidden_offer_does_not_exist_for_members() -> None:
    offer = make_offer(make_site(), is_public=False)
    with pytest.raises(NotFound):
        make_booking(offer, period(12, 9, 10), person=make_person())


def test_a_lapsed_hold_gives_way_before_any_sweep() -> None:
    offer = make_offer(make_site(), policy=make_policy(hold_minutes=10))
    held = hold_booking(
        ask(offer, period(12, 9, 10), person=None, holder_key="k" * 64), by=None, now=NOW
    )
    with pytest.raises(PlaceTaken):
        make_booking(offer, period(12, 9, 10), person=make_person())
    later = NOW + dt.timedelta(minutes=10)
    booking = make_booking(offer, period(12, 9, 10), person=make_person(), now=later)
    held.refresh_from_db()
    assert (held.state, booking.state) == ("expired", "confirmed")


def test_a_second_hold_replaces_the_first() -> None:
    offer = make_offer(make_site(), count=2)
    key = "k" * 64
    first = hold_booking(
        ask(offer, period(12, 9, 10), person=None, holder_key=key), by=None, now=NOW
    )
    hold_booking(ask(offer, period(13, 9, 10), person=None, holder_key=key), by=None, now=NOW)
    first.refresh_from_db()
    assert first.state == State.CANCELLED
    assert Claim.objects.filter(active=True).count() == 1


def test_an_inactive_organisation_is_not_booked_for() -> None:
    person, offer = make_person(), make_offer(make_site())
    organisation = make_organisation(person)
    booking = make_booking(offer, period(12, 9, 10), person=person, organisation=organisation)
    assert booking.organisation == organisation
    organisation.is_active = False
    organisation.save()
    with pytest.raises(RuleRefused) as refused:
        make_booking(offer, period(12, 11, 12), person=person, organisation=organisation)
    assert refused.value.code == "organisation_inactive"
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"starts_on": dt.date(2027, 1, 13)}, "agreement_not_begun"),
        ({"ends_on": dt.date(2027, 1, 11)}, "agreement_ended"),
        ({"resale_forbidden": True}, "not_for_money"),
        ({}, ""),
    ],
)
def test_what_is_lent_follows_its_lenders_terms(terms: dict[str, object], code: str) -> None:
    offer = make_offer(make_site(), kind="vr_kit")
    lend(offer, **{"starts_on": dt.date(2027, 1, 1), "resale_forbidden": False, **terms})
    if not code:
        make_booking(offer, period(12, 9, 10), person=make_person())
        return
    with pytest.raises(RuleRefused) as refused:
        make_booking(offer, period(12, 9, 10), person=make_person())
    assert refused.value.code == code
    assert not Booking.objects.exists()
