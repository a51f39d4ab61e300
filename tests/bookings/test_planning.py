"""The planning of a site: exact times, whose it is only for those who may know."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from bookings.selectors.planning import planning_json
from bookings.services.blocks import create_block
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import hold_booking
from spaces.models import Offer, OfferResource, Site
from tests.factories import (
    NOW,
    ask,
    at,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_site,
    period,
)

pytestmark = pytest.mark.django_db


def taken(
    site: Site,
    viewer: Person | None,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    now: dt.datetime = NOW,
) -> list[dict[str, Any]]:
    """What is taken at the site on a Tuesday, in order of time."""
    text = planning_json(
        site_id=site.pk, since=since or at(12, 0), until=until or at(13, 0), now=now, viewer=viewer
    )
    found = [one for resource in json.loads(text)["resources"] for one in resource["taken"]]
    for one in found:
        for key in ("starts_at", "ends_at"):
            one[key] = dt.datetime.fromisoformat(one[key])
    return sorted(found, key=lambda one: one["starts_at"])


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def offer(site: Site) -> Offer:
    return make_offer(site, policy=make_policy(buffer_before_minutes=15, buffer_after_minutes=30))


def test_others_see_that_it_is_taken_and_not_by_whom(site: Site, offer: Offer) -> None:
    make_booking(offer, period(12, 10, 11), person=make_person("Claire"), purpose="secret")
    for viewer in (None, make_person()):
        (one,) = taken(site, viewer)
        assert one == {
            "starts_at": at(12, 9, 45),
            "ends_at": at(12, 11, 30),
            "kind": "booking",
            "held": False,
        }


def test_one_sees_ones_own_with_its_state(site: Site, offer: Offer) -> None:
    claire = make_person("Claire")
    booking = make_booking(offer, period(12, 10, 11), person=claire)
    (one,) = taken(site, claire)
    assert (one["kind"], one["state"], one["booking"]) == ("mine", "confirmed", str(booking.pk))


def test_the_clean_up_after_ones_own_booking_is_ones_own(site: Site, offer: Offer) -> None:
    claire = make_person("Claire")
    make_booking(offer, period(12, 10, 11), person=claire)
    (after,) = taken(site, claire, since=at(12, 11, 15))
    (before,) = taken(site, claire, until=at(12, 9, 50))
    assert (after["kind"], before["kind"]) == ("mine", "mine")


def test_staff_of_any_site_read_names_and_blocks(site: Site, offer: Offer) -> None:
    claire, host = make_person("Claire"), make_person(role="host", site=site)
    make_booking(offer, period(12, 10, 11), person=claire, purpose="atelier")
    block = create_block(
        site_id=site.pk,
        resource_ids=[OfferResource.objects.get(offer=offer).resource_id],
        period=period(12, 13, 14),
        kind="maintenance",
        note="buse",
        by=host,
        now=NOW,
    )
    for viewer in (host, make_person(role="host", site=make_site())):
        booked, blocked = taken(site, viewer)
        assert (booked["kind"], booked["who"], booked["label"]) == ("booking", "Claire", "atelier")
        assert (blocked["kind"], blocked["block"], blocked["label"]) == (
            "block",
            str(block.pk),
            "buse",
        )
    assert [sorted(one) for one in taken(site, None)] == [
        ["ends_at", "held", "kind", "starts_at"]
    ] * 2


def test_lapsed_and_cancelled_are_absent_and_a_hold_says_so(site: Site, offer: Offer) -> None:
    claire = make_person("Claire")
    hold_booking(ask(offer, period(12, 10, 11), person=claire), by=claire, now=NOW)
    gone = make_booking(offer, period(12, 14, 15), person=claire)
    cancel_booking(gone.pk, by=claire, now=NOW)
    for viewer in (None, claire, make_person(role="host", site=site)):
        (held,) = taken(site, viewer)
        assert held["held"]
        assert taken(site, viewer, now=NOW + dt.timedelta(minutes=15)) == []


def test_only_what_touches_the_window_is_told(site: Site, offer: Offer) -> None:
    make_booking(offer, period(12, 10, 11), person=make_person())
    assert taken(site, None, until=at(12, 9, 45)) == []
    assert taken(site, None, since=at(12, 11, 30)) == []
    assert len(taken(site, None, since=at(12, 11, 29), until=at(12, 11, 30))) == 1
    assert taken(make_site(), None) == []


@pytest.mark.parametrize("role", [None, "host"])
def test_one_statement_whatever_is_booked(site: Site, offer: Offer, role: str | None) -> None:
    viewer = make_person(role=role, site=site if role else None)
    costs = []
    for number in range(3):
        fresh = Person.objects.get(pk=viewer.pk)
        with CaptureQueriesContext(connection) as asked:
            taken(site, fresh, until=at(19, 0))
        costs.append([one["sql"] for one in asked if "bookings_claim" in one["sql"]])
        for hour in (9, 13, 17):
            make_booking(offer, period(12 + number, hour, hour + 1), person=make_person())
    assert [len(one) for one in costs] == [1, 1, 1]
