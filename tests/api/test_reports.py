"""Occupancy over the API: periods, pages, refusals, what it costs, and the CSV."""

import csv
import io
from typing import Any

import pytest

from spaces.models import Site
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.api.test_statements import statements
from tests.factories import make_booking, make_offer, make_person, make_site, period

WEEK = {"from": "2027-01-11", "to": "2027-01-18"}
REPORT, BEHIND = "reports/occupancy/", "reports/occupancy/bookings/"


@pytest.fixture
def busy(house: House) -> House:
    """Two desks for two hours on Tuesday: 240 min of 3 × 7 × 720."""
    make_booking(house.offer, period(12, 9, 11), person=house.member, quantity=2)
    return house


def table(answer: Any) -> list[list[str]]:
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_report_of_a_week(busy: House, host: Caller) -> None:
    told = host.get(REPORT, {**WEEK, "site": str(busy.site.pk), "by": "offer"}).json()
    assert (told["starts_at"], told["ends_at"]) == (
        "2027-01-10T23:00:00+00:00",
        "2027-01-17T23:00:00+00:00",
    )
    totals = {
        "open": 15120, "claimed": 240, "rate": 0.0159, "no_show": 0, "outside": 0, "buffers": 0,
        "blocked": 0, "resources": 3,
    }  # fmt: skip
    assert told["totals"] == totals
    named = {"id": str(busy.offer.pk), "name": busy.offer.name_fr, "site": str(busy.site.pk)}
    assert told["rows"] == [{**named, "site_name": busy.site.name_fr, **totals}]
    assert told["weeks"] == [
        {"monday": "2027-01-11", "whole": True, "open": 15120, "claimed": 240, "rate": 0.0159}
    ]
    cell = {"weekday": 2, "hour": 9, "open": 180, "claimed": 120, "rate": 0.6667}
    assert cell in told["heat"]


def test_the_bookings_behind_it_in_pages(busy: House, host: Caller) -> None:
    make_booking(busy.offer, period(12, 9, 10), person=busy.member)
    asked = {**WEEK, "site": str(busy.site.pk), "weekday": 2, "hour": 9, "page_size": 1}
    page = host.get(BEHIND, asked).json()
    assert (page["count"], page["minutes"], page["previous"]) == (2, 180, None)
    assert "page=2" in page["next"]
    (first,) = page["results"]
    assert (first["person"], first["minutes"]) == ("Claire", 120)
    last = host.get(BEHIND, {**asked, "page": 2}).json()
    assert last["next"] is None
    assert [one["minutes"] for one in last["results"]] == [60]


@pytest.mark.parametrize("path", [REPORT, BEHIND])
@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"from": "2027-01-18", "to": "2027-01-11"}, "to"),
        ({"from": "2027-01-11", "to": "2027-01-11"}, "to"),
        ({"from": "2027-01-01", "to": "2028-02-06"}, "to"),
        ({"from": "2027-01-11T08:00:00", "to": "2027-01-18"}, "from"),
        ({"from": "yesterday", "to": "2027-01-18"}, "from"),
        ({"to": "2027-01-18"}, "from"),
        ({**WEEK, "site": "calais"}, "site"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    busy: House, host: Caller, path: str, asked: dict[str, str], field: str
) -> None:
    answer = host.get(path, asked)
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"
    assert list(answer.json()["fields"]) == [field]


def test_four_hundred_days_are_not_too_long(busy: House, host: Caller) -> None:
    assert host.get(REPORT, {"from": "2027-01-01", "to": "2028-02-05"}).status_code == 200


@pytest.mark.parametrize("asked", [{"by": "person"}, {"format": "pdf"}])
def test_what_it_does_not_know_is_refused(busy: House, host: Caller, asked: dict[str, str]) -> None:
    assert host.get(REPORT, {**WEEK, **asked}).status_code == 400


@pytest.mark.parametrize("path", [REPORT, BEHIND])
def test_who_reads_which_report(busy: House, host: Caller, member: Caller, path: str) -> None:
    elsewhere = make_site()
    desk = make_offer(elsewhere)
    make_booking(desk, period(12, 9, 11), person=busy.member)
    assert host.get(path, {**WEEK, "site": str(elsewhere.pk)}).status_code == 403
    assert host.get(path, {**WEEK, "site": str(desk.pk)}).status_code == 404
    refused = member.get(path, WEEK)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    of_host, of_director = (
        caller.get(path, WEEK).json() for caller in (host, Caller(make_person(role="director")))
    )
    minutes = [told.get("minutes") or told["totals"]["claimed"] for told in (of_host, of_director)]
    assert minutes == [240, 360]


def test_a_report_costs_the_same_whatever_is_booked(house: House, host: Caller) -> None:
    for path in (REPORT, BEHIND):
        before = statements(lambda path=path: host.get(path, WEEK), status=200)
        for hour in (9, 11, 13):
            make_booking(house.offer, period(13, hour, hour + 1), person=make_person())
        after = statements(lambda path=path: host.get(path, WEEK), status=200)
        assert len(after) == len(before) <= 4, "\n".join(after)


def test_the_csv_in_french(busy: House, host: Caller) -> None:
    asked = {**WEEK, "site": str(busy.site.pk), "by": "resource", "format": "csv", "lang": "fr"}
    answer = host.get(REPORT, asked)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="occupation-{busy.site.name_fr.lower().replace(" ", "-")}'
        '-2027-01-11_2027-01-17.csv"'
    )
    head, first, *_, last = table(answer)
    assert head[:5] == ["Lieu", "Place ou machine", "Taux (%)", "Réservé (min)", "Ouvert (min)"]
    assert first[2:5] == ["2,4", "120", "5040"]
    assert last == ["", "Total", "1,6", "240", "15120", "0", "0", "0", "0", "3"]


def test_the_csv_in_english_by_its_media_type(busy: House, host: Caller) -> None:
    answer = host.get(REPORT, {**WEEK, "lang": "en"}, Accept="text/csv")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="occupancy-2027-01-11_2027-01-17.csv"'
    )
    head, row, _ = table(answer)
    assert head[:2] == ["Site", "Rate (%)"]
    assert row[:2] == [busy.site.name_en, "1.6"]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_no_cell_of_the_csv_becomes_a_formula(busy: House, host: Caller, mark: str) -> None:
    name = f'{mark}HYPERLINK("http://example.org";"a")'
    Site.objects.filter(pk=busy.site.pk).update(name_fr=name)
    _, row, _ = table(host.get(REPORT, {**WEEK, "format": "csv", "lang": "fr"}))
    assert row[0] == f"'{name}"
