"""The bookings behind a figure: exactly those, with the minutes that each adds to it."""

import uuid
from typing import Any

import pytest

from reports.definitions import By, Figure
from reports.selectors.behind import Behind, Question, bookings_behind
from reports.selectors.occupancy import occupancy
from tests.reports.hand_house import SINCE, UNTIL, HandHouse, march_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> HandHouse:
    return march_house()


def behind(house: HandHouse, *, first: int = 0, most: int = 50, **narrow: Any) -> Behind:
    question = Question(site_ids=[house.site.pk], since=SINCE, until=UNTIL, **narrow)
    return bookings_behind(question, first=first, most=most)


def named(house: HandHouse, found: Behind) -> dict[str, int]:
    """Minutes by the name that the house by hand gives a booking, in the order of the answer."""
    names = {booking.pk: name for name, booking in house.made.items()}
    return {names[uuid.UUID(one["id"])]: one["minutes"] for one in found.results}


def test_what_was_booked_in_open_time_in_order(house: HandHouse) -> None:
    found = behind(house)
    assert list(named(house, found).items()) == [
        ("two desks", 240),
        ("night", 60),
        ("meeting", 90),
        ("floor", 180),
        ("across the closure", 60),
        ("short night", 120),
        ("over the month's end", 60),
    ]
    assert (found.count, found.minutes) == (7, 810)


def test_what_ran_outside_of_open_hours(house: HandHouse) -> None:
    outside = {"night": 840, "across the closure": 60, "over the month's end": 360}
    assert named(house, behind(house, figure=Figure.OUTSIDE)) == outside


def test_who_did_not_come(house: HandHouse) -> None:
    assert named(house, behind(house, figure=Figure.NO_SHOW)) == {"absent": 120}


def test_an_offer_a_thing_and_an_hour(house: HandHouse) -> None:
    pool = {"two desks": 240, "across the closure": 60, "short night": 120}
    assert named(house, behind(house, offer_id=house.pool.pk)) == pool
    room = {"meeting": 90, "floor": 60}
    assert named(house, behind(house, resource_id=house.room.pk)) == room
    assert named(house, behind(house, weekday=1, hour=17)) == {"night": 30}
    assert named(house, behind(house, weekday=7)) == {"short night": 120}
    assert named(house, behind(house, hour=8)) == {"night": 30}
    assert named(house, behind(house, weekday=2, hour=12)) == {}


def test_what_is_behind_adds_up_to_each_row_and_cell(house: HandHouse) -> None:
    for by, name in ((By.OFFER, "offer_id"), (By.RESOURCE, "resource_id")):
        report = occupancy(site_ids=[house.site.pk], since=SINCE, until=UNTIL, by=by)
        for row in report.rows:
            for figure in Figure:
                told = behind(house, figure=figure, **{name: row.id}).minutes
                assert told == getattr(row.minutes, figure.value), (row, figure)
    for cell in report.heat:
        assert behind(house, weekday=cell.weekday, hour=cell.hour).minutes == cell.claimed


def test_pages_of_it(house: HandHouse) -> None:
    page = behind(house, first=5, most=1)
    assert list(named(house, page)) == ["short night"]
    assert (page.count, page.minutes) == (7, 810)
    beyond = behind(house, first=50)
    assert (beyond.count, beyond.minutes, beyond.results) == (7, 810, ())


def test_what_is_told_of_each(house: HandHouse) -> None:
    told = behind(house, weekday=2, hour=9).results[0]
    assert told == {
        "id": str(house.made["meeting"].pk),
        "starts_at": "2027-03-23T08:00:00+00:00",
        "ends_at": "2027-03-23T09:30:00+00:00",
        "state": "confirmed",
        "site_name": house.site.name,
        "time_zone": "Europe/Paris",
        "person": "Claire",
        "purpose": "",
        "offers": [house.meeting.name_fr],
        "minutes": 60,
    }
