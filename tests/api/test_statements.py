"""How many data statements the busy endpoints cost, and that lists cost the same at any length.

BEGIN, SAVEPOINT and COMMIT are no data statements.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from billing.services import settle_order
from bookings.models import Booking
from bookings.services.blocks import create_block
from equipment.models import Category
from equipment.services.give_authorisation import give_authorisation
from equipment.services.request_initiation import request_initiation
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import (
    NOW,
    make_booking,
    make_offer,
    make_organisation,
    make_person,
    make_resources,
    make_site,
    period,
)

MOST_FOR_A_READ = 6
MOST_FOR_A_BOOKING = 12
CONTROL = re.compile(r"^(begin|commit|rollback|savepoint|release|set )", re.IGNORECASE)


def statements(call: Callable[[], Any], *, status: int) -> list[str]:
    """The data statements of one request."""
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code == status
    return [query["sql"] for query in captured if not CONTROL.match(query["sql"])]


def test_the_sites_cost_few_statements(house: House, member: Caller) -> None:
    asked = statements(lambda: member.get("sites/"), status=200)
    print("\nGET sites/:", len(asked))
    assert len(asked) <= MOST_FOR_A_READ, "\n".join(asked)


def test_a_booking_costs_few_statements(house: House, member: Caller) -> None:
    asked = statements(lambda: member.post("bookings/", house.body()), status=201)
    print("\nPOST bookings/:", len(asked))
    assert len(asked) <= MOST_FOR_A_BOOKING, "\n".join(asked)


def test_a_retriable_booking_costs_two_more(house: House, member: Caller) -> None:
    plain = statements(lambda: member.post("bookings/", house.body()), status=201)
    keyed = statements(
        lambda: member.post("bookings/", house.body(), Idempotency_Key="k"), status=201
    )
    again = statements(
        lambda: member.post("bookings/", house.body(), Idempotency_Key="k"), status=201
    )
    print("\nPOST bookings/ with a key:", len(keyed), "replayed:", len(again))
    assert len(keyed) == len(plain) + 2
    assert len(again) == 3


@pytest.mark.parametrize("days", [1, 7])
def test_the_week_costs_few_statements(house: House, member: Caller, days: int) -> None:
    span = {"site": str(house.site.pk), "from": "2027-01-11", "to": f"2027-01-{11 + days}"}
    for path in ("availability/", "planning/"):
        before = statements(lambda path=path: member.get(path, span), status=200)
        for hour in (9, 11, 13):
            make_booking(house.offer, period(11 + days % 2, hour, hour + 1), person=house.member)
        after = statements(lambda path=path: member.get(path, span), status=200)
        print(f"\nGET {path}:", len(after))
        assert len(after) == len(before) <= MOST_FOR_A_READ, "\n".join(after)


def _site(house: House, number: int) -> None:
    make_site()


def _offer(house: House, number: int) -> None:
    make_offer(house.site, count=2)


def _booking(house: House, number: int) -> None:
    make_booking(house.offer, period(12 + number, 9, 11), person=house.member)


def _settled(house: House, number: int) -> None:
    booking = make_booking(house.offer, period(12 + number, 9, 11), person=house.member)
    settle_order(Booking.objects.get(pk=booking.pk).order, by=house.host, note="espèces", now=NOW)


def _block(house: House, number: int) -> None:
    resources = make_resources(house.site, 2)
    create_block(
        site_id=house.site.pk,
        resource_ids=[one.pk for one in resources],
        period=period(12, 9, 11),
        kind="maintenance",
        note="",
        by=house.host,
        now=NOW,
    )


def _person(house: House, number: int) -> None:
    make_organisation(make_person())


def _category(house: House, number: int) -> Category:
    return Category.objects.create(code=f"c{number}", name_fr=f"Machine {number}")


def _authorisation(house: House, number: int) -> None:
    manager = make_person(role="fab_manager")
    give_authorisation(person=house.member, category=_category(house, number), by=manager, now=NOW)


def _initiation(house: House, number: int) -> None:
    request_initiation(
        person=house.member,
        category=_category(house, number),
        site=house.site,
        possible_times="lundi",
        by=house.member,
        now=NOW,
    )


LISTS = {
    "sites/": _site,
    "offers/": _offer,
    "bookings/": _booking,
    "blocks/": _block,
    "people/": _person,
    "organisations/": _person,
    "categories/": _category,
    "authorisations/": _authorisation,
    "initiation-requests/": _initiation,
    "orders/": _settled,
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_with_three_rows_as_with_one(
    house: House, host: Caller, path: str
) -> None:
    add = LISTS[path]
    add(house, 1)
    first = statements(lambda: host.get(path), status=200)
    rows = host.get(path).json()["count"]
    add(house, 2)
    add(house, 3)
    then = statements(lambda: host.get(path), status=200)
    assert host.get(path).json()["count"] > rows >= 1
    print(f"\nGET {path}:", len(then))
    assert len(then) == len(first), "\n".join(then)
