"""Occupancy to the minute, against figures that were worked out with pencil and paper.

Open time of one thing, 22–31 March: eight days of 10 h, the Wednesday of the closure 10 h − 3 h,
the Sunday of the short night 0–12 h, which is 11 h:  8 × 600 + 420 + 660 = 5,880 min.
The room is blocked from Friday 10 h to Saturday 9 h, of which 8 h + 1 h were open: 540 min.
"""

import datetime as dt

import pytest

from core.period import Period
from reports.definitions import By, Minutes, Occupancy, Week
from reports.selectors.occupancy import occupancy
from spaces.models import Resource
from spaces.recurrence import create_hours
from tests.factories import at, make_booking, make_offer, make_person, make_policy, make_site
from tests.reports.hand_house import SINCE, UNTIL, HandHouse, march, march_house, open_week

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> HandHouse:
    return march_house()


def asked(house: HandHouse, by: By) -> Occupancy:
    return occupancy(site_ids=[house.site.pk], since=SINCE, until=UNTIL, by=by)


def figures(resources: int = 1, **named: int) -> Minutes:
    nothing = dict.fromkeys(("claimed", "no_show", "outside", "buffers", "blocked"), 0)
    return Minutes(**{**nothing, **named, "resources": resources})


def test_the_whole_house_to_the_minute(house: HandHouse) -> None:
    # Open: 4 × 5,880 − 540 = 22,980.
    # Claimed: two desks 2 × 120; the night 30 + 30; the meeting 90; the floor 3 × 60; before the
    # closure 60; the short night 1–4 h is 120; the last evening 60. In all 810.
    # Outside: the night 18–8 h is 840; in the closure 60; the last evening 18–24 h is 360: 1,260.
    # Buffers: 15 before and 30 after the meeting. Absent: 120.
    whole = figures(
        4, open=22_980, claimed=810, no_show=120, outside=1_260, buffers=45, blocked=540
    )
    for by in By:
        assert asked(house, by).totals == whole
    (row,) = asked(house, By.SITE).rows
    assert (row.id, row.minutes) == (house.site.pk, whole)


def test_each_thing_to_the_minute(house: HandHouse) -> None:
    one, two = house.desks
    rows = {row.id: row.minutes for row in asked(house, By.RESOURCE).rows}
    assert rows == {
        # Two desks 120, the floor 60, the short night 120.
        one.pk: figures(open=5_880, claimed=300, no_show=120),
        # Two desks 120, the floor 60, before the closure 60.
        two.pk: figures(open=5_880, claimed=240, outside=60),
        # The floor 60, the meeting 90.
        house.room.pk: figures(open=5_340, claimed=150, buffers=45, blocked=540),
        # The night 60, the last evening 60; 840 + 360 in the dark.
        house.printer.pk: figures(open=5_880, claimed=120, outside=1_200),
    }


def test_each_offer_to_the_minute(house: HandHouse) -> None:
    rows = {row.id: row.minutes for row in asked(house, By.OFFER).rows}
    assert rows == {
        # 2 × 5,880; two desks 240, before the closure 60, the short night 120.
        house.pool.pk: figures(2, open=11_760, claimed=420, outside=60, no_show=120),
        # 2 × 5,880 + 5,340; the same desks and the room, booked whole.
        house.floor.pk: figures(3, open=17_100, claimed=180, blocked=540),
        house.meeting.pk: figures(open=5_340, claimed=90, buffers=45, blocked=540),
        house.print.pk: figures(open=5_880, claimed=120, outside=1_200),
    }


def test_the_weeks_and_which_of_them_is_whole(house: HandHouse) -> None:
    # From the 29th on: three days of 600 for four things are 7,200; the last evening's 60.
    assert asked(house, By.SITE).weeks == (
        Week(monday=dt.date(2027, 3, 22), whole=True, open=15_780, claimed=750),
        Week(monday=dt.date(2027, 3, 29), whole=False, open=7_200, claimed=60),
    )


def test_the_hours_of_the_week(house: HandHouse) -> None:
    report = asked(house, By.SITE)
    cells = {(cell.weekday, cell.hour): (cell.open, cell.claimed) for cell in report.heat}
    assert cells[1, 9] == (480, 120)  # two Mondays, four things; both desks for an hour
    assert cells[1, 17] == (480, 30)  # the night's first half hour
    assert cells[3, 11] == (480, 60)  # two Wednesdays
    assert cells[3, 12] == (240, 0)  # one of them shut
    assert cells[2, 8] == (480, 30)  # the night's last half hour
    assert cells[5, 10] == (180, 0)  # the room blocked
    assert cells[7, 1] == cells[7, 3] == (240, 60)  # around the hour that is skipped
    assert (7, 2) not in cells
    assert (1, 7) not in cells
    assert sum(cell.open for cell in report.heat) == report.totals.open
    assert sum(cell.claimed for cell in report.heat) == report.totals.claimed


def test_the_long_night_at_the_end_of_october() -> None:
    # Monday 25 to Sunday 31 October: 6 × 600, and 0–12 h which is 13 h: 4,380. Booked 1–4 h: 4 h.
    site = make_site(days=0)
    open_week(site)
    offer = make_offer(site, policy=make_policy(horizon_days=400))
    night = Period(at(31, 1, month=10), at(31, 4, month=10))
    make_booking(offer, night, person=make_person())
    since, until = at(25, 0, month=10), at(1, 0, month=11)
    report = occupancy(site_ids=[site.pk], since=since, until=until, by=By.SITE)
    assert report.totals == figures(open=4_380, claimed=240)
    cells = {(cell.weekday, cell.hour): (cell.open, cell.claimed) for cell in report.heat}
    assert cells[7, 2] == (120, 120)  # the hour that comes twice
    assert cells[7, 1] == cells[7, 3] == (60, 60)
    assert report.weeks == (
        Week(monday=dt.date(2027, 10, 25), whole=True, open=4_380, claimed=240),
    )


def test_an_offer_in_hours_of_its_own_is_open_in_those(house: HandHouse) -> None:
    # The printer also 18–20 h on the 22nd and on the 31st: 2 × 120, and both evenings were booked.
    evenings = create_hours(house.site, kind="opening", name="Soirées", is_default=False)
    for day in (22, 31):
        evenings.intervals.create(period=march(day, 18, 20).as_range())
    late = make_offer(house.site, resources=[house.printer], hours=evenings)
    rows = {row.id: row.minutes for row in asked(house, By.OFFER).rows}
    assert rows[late.pk] == figures(open=240)
    assert rows[house.print.pk] == figures(open=5_880, claimed=120, outside=1_200)
    things = {row.id: row.minutes for row in asked(house, By.RESOURCE).rows}
    assert things[house.printer.pk] == figures(open=6_120, claimed=360, outside=960)


def test_what_is_out_of_service_counts_nowhere(house: HandHouse) -> None:
    Resource.objects.filter(pk=house.printer.pk).update(is_active=False)
    totals = asked(house, By.SITE).totals
    # Without the printer's 5,880, 120 and 1,200.
    assert totals == figures(
        3, open=17_100, claimed=690, no_show=120, outside=60, buffers=45, blocked=540
    )


def test_nothing_to_count_is_no_rate() -> None:
    report = occupancy(site_ids=[make_site(days=0).pk], since=SINCE, until=UNTIL, by=By.RESOURCE)
    assert report.totals == figures(0, open=0)
    assert report.totals.rate is None
    assert report.rows == report.heat == report.weeks == ()
