"""Both nights of 2027 on which clocks change, as a program meets them: offsets say which hour."""

import datetime as dt
from typing import Any

import pytest

from bookings.models import Booking
from core import clock
from spaces.models import Offer
from tests.api.callers import Caller
from tests.factories import PARIS, make_offer, make_person
from tests.time.never_closed import open_day_and_night

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)
# From midnight to midnight in Calais, by hand.
DAYS = {
    SPRING: ("2027-03-28T00:00:00+01:00", "2027-03-29T00:00:00+02:00", 23),
    AUTUMN: ("2027-10-31T00:00:00+02:00", "2027-11-01T00:00:00+01:00", 25),
}


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """One of the two, asked for a week before."""
    day: dt.date = request.param
    _a_week_before(day, monkeypatch)
    return day


def _a_week_before(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    now = dt.datetime.combine(day - dt.timedelta(days=7), dt.time(9), PARIS).astimezone(dt.UTC)
    monkeypatch.setattr(clock, "now", lambda: now)


def open_around(day: dt.date) -> Offer:
    """One printer at 5 € an hour, in a house that never closes around that day."""
    return make_offer(open_day_and_night(day - dt.timedelta(days=8)))


def body(offer: Offer, starts: str, ends: str) -> dict[str, Any]:
    return {"starts_at": starts, "ends_at": ends, "items": [{"offer": str(offer.pk)}]}


def test_a_bare_day_is_as_long_as_it_is(day: dt.date) -> None:
    offer = open_around(day)
    starts, ends, hours = DAYS[day]
    query = {
        "from": str(day),
        "to": str(day + dt.timedelta(days=1)),
        "site": str(offer.site_id),
    }
    (told,) = Caller().get("availability/", query).json()
    for kind in ("open", "free"):
        (one,) = told[kind]
        assert (moment(one["starts_at"]), moment(one["ends_at"])) == (moment(starts), moment(ends))
        assert moment(one["ends_at"]) - moment(one["starts_at"]) == dt.timedelta(hours=hours)


def test_the_whole_day_is_quoted_and_booked_as_it_elapses(day: dt.date) -> None:
    offer = open_around(day)
    offer.policy.max_minutes = 1500
    offer.policy.save()
    starts, ends, hours = DAYS[day]
    member = Caller(make_person())
    quoted = member.post("quotes/", body(offer, starts, ends)).json()
    assert (quoted["available"], quoted["total"]["cents"]) == (True, hours * 500)
    made = member.post("bookings/", body(offer, starts, ends))
    assert (made.status_code, made.json()["price"]["cents"]) == (201, hours * 500)


def test_in_spring_one_to_three_is_an_hour_and_has_one_booking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From one to three on the wall is one hour; two o'clock winter time is three summer time."""
    _a_week_before(SPRING, monkeypatch)
    offer, member = open_around(SPRING), Caller(make_person())
    one, three = "2027-03-28T01:00:00+01:00", "2027-03-28T03:00:00+02:00"
    made = member.post("bookings/", body(offer, one, three))
    assert (made.status_code, made.json()["price"]["cents"]) == (201, 500)
    two_in_winter = "2027-03-28T02:00:00+01:00"
    again = Caller(make_person()).post("bookings/", body(offer, one, two_in_winter))
    assert (again.status_code, again.json()["code"]) == (409, "place_taken")
    after = body(offer, two_in_winter, "2027-03-28T04:00:00+02:00")
    assert Caller(make_person()).post("bookings/", after).status_code == 201
    assert Booking.objects.count() == 2


def test_in_autumn_each_hour_after_two_has_its_own_booking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _a_week_before(AUTUMN, monkeypatch)
    offer = open_around(AUTUMN)
    first = body(offer, "2027-10-31T02:00:00+02:00", "2027-10-31T02:00:00+01:00")
    second = body(offer, "2027-10-31T02:00:00+01:00", "2027-10-31T03:00:00+01:00")
    made = [Caller(make_person()).post("bookings/", one) for one in (first, second)]
    assert [one.status_code for one in made] == [201, 201]
    assert [moment(one.json()["starts_at"]) for one in made] == [
        moment(first["starts_at"]),
        moment(second["starts_at"]),
    ]
    for one in (first, second):
        refused = Caller(make_person()).post("bookings/", one)
        assert (refused.status_code, refused.json()["code"]) == (409, "place_taken")
    assert Booking.objects.count() == 2
    query = {"site": str(offer.site_id), "from": "2027-10-31", "to": "2027-11-01"}
    (row,) = Caller().get("planning/", query).json()["resources"]
    taken = [(moment(one["starts_at"]), moment(one["ends_at"])) for one in row["taken"]]
    assert taken == [(moment(one["starts_at"]), moment(one["ends_at"])) for one in (first, second)]


def test_in_autumn_a_booking_moves_from_the_first_two_o_clock_to_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _a_week_before(AUTUMN, monkeypatch)
    offer, member = open_around(AUTUMN), Caller(make_person())
    summer, winter = "2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00"
    made = member.post("bookings/", body(offer, summer, "2027-10-31T02:00:00+01:00")).json()
    assert made["price"]["cents"] == 250
    times = {"starts_at": winter, "ends_at": "2027-10-31T03:30:00+01:00"}
    moved = member.post(f"bookings/{made['id']}/move/", times)
    assert (moved.status_code, moved.json()["price"]["cents"]) == (200, 500)
    assert Booking.objects.get().starts_at == moment(winter)


@pytest.mark.parametrize("time", ["2027-03-28T02:30:00", "2027-10-31T02:30:00"])
def test_a_time_without_its_offset_is_malformed(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    _a_week_before(SPRING, monkeypatch)
    offer = open_around(SPRING)
    refused = Caller(make_person()).post("bookings/", body(offer, time, time))
    assert refused.status_code == 400
    assert "starts_at" in refused.json()["fields"]
    assert not Booking.objects.exists()
