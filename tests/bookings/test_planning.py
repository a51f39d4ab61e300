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
from spaces.models import Offer, OfferResource, Resource, Site
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


def test_names_arrive_as_they_are_written(site: Site, offer: Offer) -> None:
    name = 'Zoë "la Fée" \\ d’Été'
    make_booking(offer, period(12, 10, 11), person=make_person(name), purpose="« 3 »\n4")
    (one,) = taken(site, make_person(role="host", site=site))
    assert (one["who"], one["label"]) == (name, "« 3 »\n4")


def test_staff_see_the_hold_of_a_visitor_without_a_name(site: Site, offer: Offer) -> None:
    request = ask(offer, period(12, 10, 11), person=None, holder_key="k" * 32)
    hold_booking(request, by=None, now=NOW)
    (one,) = taken(site, make_person(role="host", site=site))
    assert (one["kind"], one["state"], one["who"], one["held"]) == ("booking", "hold", None, True)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (at(12, 10, 30), at(12, 10, 45)),  # within the booking
        (at(12, 9), at(12, 9, 50)),  # its buffer before, though it starts later
        (at(12, 11, 10), at(12, 12)),  # its buffer after
        (at(12, 9), at(12, 12)),
    ],
)
def test_what_only_reaches_into_the_window_has_its_name_once(
    site: Site, offer: Offer, since: dt.datetime, until: dt.datetime
) -> None:
    booking = make_booking(offer, period(12, 10, 11), person=make_person("Claire"))
    (one,) = taken(site, make_person(role="host", site=site), since=since, until=until)
    assert (one["who"], one["booking"]) == ("Claire", str(booking.pk))


def test_a_thing_that_moved_house_takes_its_bookings_along(offer: Offer) -> None:
    booking = make_booking(offer, period(12, 10, 11), person=make_person("Claire"))
    new = make_site()
    Resource.objects.filter(offers=offer).update(site=new)
    (one,) = taken(new, make_person(role="host", site=new))
    assert (one["who"], one["booking"]) == ("Claire", str(booking.pk))


@pytest.mark.parametrize("role", [None, "host"])
def test_a_site_is_told_alone_and_all_in_the_order_of_time(offer: Offer, role: str | None) -> None:
    elsewhere = make_offer(make_site())
    for hour in (14, 9, 12):
        make_booking(offer, period(12, hour, hour + 1), person=make_person())
        make_booking(elsewhere, period(12, hour, hour + 1), person=make_person())
    viewer = make_person(role=role, site=offer.site if role else None)
    seen = []
    for site_id in (offer.site_id, elsewhere.site_id, None):
        text = planning_json(
            site_id=site_id, since=at(12, 0), until=at(13, 0), now=NOW, viewer=viewer
        )
        told = json.loads(text)
        assert told["site"] == (str(site_id) if site_id else None)
        for resource in told["resources"]:
            starts = [one["starts_at"] for one in resource["taken"]]
            assert (starts, len(starts)) == (sorted(starts), 3)
        seen.append({resource["site"] for resource in told["resources"]})
    assert seen == [{str(offer.site_id)}, {str(elsewhere.site_id)}, seen[0] | seen[1]]


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
