"""After a booking or a hold is made: confirm, extend, move, cancel, decide, expire, block."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from billing.models import Order
from bookings.errors import HoldLapsed, PlaceTaken, WrongState
from bookings.models import Block, Booking, Claim
from bookings.services.blocks import create_block, lift_block
from bookings.services.cancel_booking import cancel_booking
from bookings.services.confirm_booking import confirm_booking, extend_hold
from bookings.services.create_booking import hold_booking
from bookings.services.decide_booking import approve_booking, decline_booking
from bookings.services.expire_bookings import expire_lapsed
from bookings.services.move_booking import move_booking
from bookings.services.quote_booking import quote_booking
from core.errors import Conflict, NotAllowed, NotFound, NotSignedIn, RuleRefused
from core.locks import recorded
from core.period import Period
from notifications.models import Message
from spaces.models import Offer
from tests.factories import (
    NOW,
    ask,
    at,
    make_booking,
    make_offer,
    make_organisation,
    make_person,
    make_policy,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db
KEY = "k" * 64


def hold(offer: Offer) -> Booking:
    request = ask(offer, period(12, 9, 10), person=None, holder_key=KEY)
    return hold_booking(request, by=None, now=NOW)


def test_a_visitors_hold_becomes_the_booking_of_whoever_signs_in_with_its_key() -> None:
    booking, person = hold(make_offer(make_site())), make_person()
    with pytest.raises(NotSignedIn):
        confirm_booking(booking.pk, by=None, now=NOW, holder_key=KEY)
    with pytest.raises(NotFound):
        confirm_booking(booking.pk, by=make_person(), now=NOW, holder_key="other")
    confirmed = confirm_booking(booking.pk, by=person, now=NOW, holder_key=KEY)
    assert (confirmed.state, confirmed.person, confirmed.held_until) == ("confirmed", person, None)
    assert Claim.objects.get(booking=booking).held_until is None
    assert Order.objects.get(booking=booking).person == person


def test_a_lapsed_hold_cannot_be_confirmed() -> None:
    booking = hold(make_offer(make_site()))
    with pytest.raises(HoldLapsed):
        confirm_booking(
            booking.pk, by=make_person(), now=NOW + dt.timedelta(minutes=15), holder_key=KEY
        )
    booking.refresh_from_db()
    assert booking.state == "hold"


def test_a_hold_is_extended_once() -> None:
    booking = hold(make_offer(make_site()))
    later = NOW + dt.timedelta(minutes=10)
    extended = extend_hold(booking.pk, by=None, now=later, holder_key=KEY)
    assert extended.held_until == later + dt.timedelta(minutes=15)
    with pytest.raises(Conflict) as refused:
        extend_hold(booking.pk, by=None, now=later, holder_key=KEY)
    assert refused.value.code == "already_extended"


def test_moving_keeps_the_desk_where_it_is_free_and_prices_the_new_time() -> None:
    offer, person = make_offer(make_site(), count=3), make_person()
    booking = make_booking(offer, period(12, 9, 10), person=person)
    desk = Claim.objects.get(booking=booking).resource_id
    move_booking(booking.pk, period=period(12, 9, 12), by=person, now=NOW)
    claim = Claim.objects.get(booking=booking)
    assert (claim.resource_id, claim.period.upper, claim.active) == (desk, at(12, 12), True)
    assert Order.objects.get(booking=booking).total_cents == 1500


def test_moving_onto_a_taken_time_changes_nothing() -> None:
    offer, person = make_offer(make_site()), make_person()
    booking = make_booking(offer, period(12, 9, 10), person=person)
    make_booking(offer, period(12, 10, 11), person=make_person())
    with pytest.raises(PlaceTaken):
        move_booking(booking.pk, period=period(12, 10, 11), by=person, now=NOW)
    claim = Claim.objects.get(booking=booking)
    assert (claim.active, claim.period.lower) == (True, at(12, 9))


def test_strangers_neither_see_nor_change_and_other_staff_may_only_look() -> None:
    booking = make_booking(make_offer(make_site()), period(12, 9, 10), person=make_person())
    for stranger, refusal in (
        (make_person(), NotFound),
        (make_person(role="host", site=make_site()), NotAllowed),
    ):
        with pytest.raises(refusal):
            cancel_booking(booking.pk, by=stranger, now=NOW)
        with pytest.raises(refusal):
            move_booking(booking.pk, period=period(13, 9, 10), by=stranger, now=NOW)
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at) == ("confirmed", at(12, 9))


def test_cancelling_frees_the_place_and_voids_the_order() -> None:
    offer, person = make_offer(make_site()), make_person()
    booking = make_booking(offer, period(12, 9, 10), person=person)
    cancel_booking(booking.pk, by=person, now=NOW, reason="malade")
    assert Order.objects.get(booking=booking).state == "void"
    make_booking(offer, period(12, 9, 10), person=make_person())
    with pytest.raises(WrongState):
        cancel_booking(booking.pk, by=person, now=NOW)


def test_inside_the_delay_only_staff_of_the_site_may_cancel() -> None:
    site, person = make_site(), make_person()
    offer = make_offer(site, policy=make_policy(change_notice_minutes=1440))
    booking = make_booking(offer, period(11, 9, 10), person=person)
    with pytest.raises(RuleRefused) as refused:
        cancel_booking(booking.pk, by=person, now=NOW)
    assert refused.value.code == "too_late_to_change"
    host = make_person(role="host", site=site)
    assert cancel_booking(booking.pk, by=host, now=NOW).state == "cancelled"


def test_the_team_approves_or_declines_once() -> None:
    site = make_site()
    offer = make_offer(site, count=2, policy=make_policy(needs_approval=True))
    host, person = make_person(role="host", site=site), make_person()
    first = make_booking(offer, period(12, 9, 10), person=person)
    second = make_booking(offer, period(12, 9, 10), person=person)
    with pytest.raises(NotAllowed):
        approve_booking(first.pk, by=person, now=NOW)
    assert approve_booking(first.pk, by=host, now=NOW).state == "confirmed"
    assert Order.objects.filter(booking=first, state="due").exists()
    declined = decline_booking(second.pk, by=host, now=NOW, reason="atelier")
    assert (declined.state, declined.reason) == ("declined", "atelier")
    assert not Claim.objects.get(booking=second).active
    with pytest.raises(WrongState):
        approve_booking(second.pk, by=host, now=NOW)


def test_what_was_approved_is_moved_by_the_team_alone() -> None:
    site, person = make_site(), make_person()
    host = make_person(role="host", site=site)
    offer = make_offer(site, policy=make_policy(needs_approval=True))
    booking = make_booking(offer, period(12, 9, 10), person=person)
    move_booking(booking.pk, period=period(12, 10, 11), by=person, now=NOW)
    approve_booking(booking.pk, by=host, now=NOW)
    with pytest.raises(RuleRefused) as refused:
        move_booking(booking.pk, period=period(13, 9, 10), by=person, now=NOW)
    assert refused.value.code == "needs_approval"
    booking.refresh_from_db()
    assert booking.starts_at == at(12, 10)
    assert move_booking(booking.pk, period=period(13, 9, 10), by=host, now=NOW).state == "confirmed"


def test_the_sweep_expires_lapsed_holds_and_unanswered_requests_only() -> None:
    offer = make_offer(make_site(), count=3, policy=make_policy(needs_approval=True))
    waiting = make_booking(offer, period(12, 9, 10), person=make_person())
    held = hold(offer)
    assert expire_lapsed(now=NOW) == 0
    assert expire_lapsed(now=NOW + dt.timedelta(minutes=15)) == 1
    held.refresh_from_db()
    assert held.state == "expired"
    assert expire_lapsed(now=at(12, 9)) == 1
    waiting.refresh_from_db()
    assert waiting.state == "expired"


def test_the_sweep_reads_whom_to_write_to_with_what_it_locks() -> None:
    offer = make_offer(make_site(), count=3, policy=make_policy(needs_approval=True))
    for _ in range(3):
        make_booking(offer, period(12, 9, 10), person=make_person())
    with CaptureQueriesContext(connection) as asked:
        assert expire_lapsed(now=at(12, 9)) == 3
    assert [one for one in asked if 'FROM "accounts_person"' in one["sql"]] == []
    assert Message.objects.filter(kind="booking.unanswered").count() == 3


def test_a_block_lists_who_is_in_the_way_and_is_lifted_again() -> None:
    site, person = make_site(), make_person("Awa Diop")
    offer = make_offer(site)
    manager = make_person(role="fab_manager", site=site)
    booking = make_booking(offer, period(12, 9, 10), person=person)
    resource = Claim.objects.get(booking=booking).resource_id
    with pytest.raises(Conflict) as refused:
        _block(site.pk, resource, period(12, 8, 12), manager)
    assert refused.value.details["bookings"][0]["who"] == "Awa Diop"
    assert not Block.objects.exists()
    block = _block(site.pk, resource, period(12, 10, 12), manager)
    with pytest.raises(PlaceTaken):
        make_booking(offer, period(12, 11, 12), person=person)
    with pytest.raises(NotFound):
        lift_block(block.pk, by=person, now=NOW)
    lift_block(block.pk, by=manager, now=NOW)
    make_booking(offer, period(12, 11, 12), person=person)


def _block(site_id, resource_id, when: Period, by) -> Block:  # type: ignore[no-untyped-def]
    return create_block(
        site_id=site_id,
        resource_ids=[resource_id],
        period=when,
        kind="maintenance",
        note="buse",
        by=by,
        now=NOW,
    )


def test_locks_are_taken_in_one_order_whatever_the_act() -> None:
    offer, person = make_offer(make_site(), count=2), make_person()
    booking = make_booking(offer, period(12, 9, 10), person=person)
    with recorded() as made:
        make_booking(offer, period(12, 9, 10), person=make_person())
    with recorded() as moved:
        move_booking(booking.pk, period=period(12, 10, 11), by=person, now=NOW)
    with recorded() as confirmed:
        confirm_booking(hold(offer).pk, by=person, now=NOW, holder_key=KEY)
    assert made == ["spaces.Resource"]
    assert moved[:2] == ["spaces.Resource", "bookings.Booking"]
    assert confirmed[-2:] == ["spaces.Resource", "bookings.Booking"]
    order = ["spaces.Resource", "bookings.Booking", "billing.Order"]
    for trace in (made, moved):
        assert [order.index(label) for label in trace] == sorted(map(order.index, trace))


def test_a_quote_tells_price_refusals_and_what_is_free_instead() -> None:
    site, person = make_site(), make_person()
    offer = make_offer(site, kind="printer_3d")
    other = make_offer(site, kind="printer_3d", price_cents=700)
    request = ask(offer, period(12, 9, 10), person=person)
    free = quote_booking(request, by=person, now=NOW)
    assert (free.available, free.quote.total_cents, free.alternatives) == (True, 500, ())
    make_booking(offer, period(12, 9, 10), person=make_person())
    taken = quote_booking(request, by=person, now=NOW)
    assert not taken.available
    best, *near = taken.alternatives
    assert (best.reason, best.offer_id, best.price_cents) == ("other_offer", other.pk, 700)
    starts = [one.request.period.starts_at for one in near if one.reason == "other_time"]
    assert at(12, 8) in starts
    assert at(12, 9, 30) not in starts
    assert len(taken.alternatives) == 5


def test_a_hold_for_a_body_that_books_no_more_is_not_confirmed() -> None:
    person, offer = make_person(), make_offer(make_site())
    organisation = make_organisation(person)
    request = ask(offer, period(12, 9, 10), person=person, organisation=organisation)
    held = hold_booking(request, by=person, now=NOW)
    booked = make_booking(offer, period(13, 9, 10), person=person, organisation=organisation)
    organisation.is_active = False
    organisation.save()
    with pytest.raises(RuleRefused) as refused:
        confirm_booking(held.pk, by=person, now=NOW)
    assert refused.value.code == "organisation_inactive"
    with pytest.raises(RuleRefused):
        move_booking(booked.pk, period=period(14, 9, 10), by=person, now=NOW)
    held.refresh_from_db()
    assert held.state == "hold"
