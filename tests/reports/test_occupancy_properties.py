"""Occupancy of random houses against a model that looks at each minute."""

from collections import Counter
from dataclasses import asdict
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from reports.definitions import By, Figure, Minutes, Occupancy
from reports.selectors.behind import Question, bookings_behind
from reports.selectors.occupancy import occupancy
from tests.factories import PARIS
from tests.reports.minute_model import ModelHouse
from tests.reports.random_houses import RandomHouse, random_house
from tests.telling import DEEP, SEED, Tell

pytestmark = pytest.mark.django_db
HOUSES = settings(
    max_examples=1500 if DEEP else 150,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def compare_houses() -> Counter[str]:
    """Random houses beside the model; how many minutes of each figure were compared."""
    compared: Counter[str] = Counter()

    @seed(SEED)
    @HOUSES
    @given(st.integers(0, 2**48).map(Random))
    def compare(roll: Random) -> None:
        with transaction.atomic():
            house = random_house(roll)
            compared.update(_compare(house))
            transaction.set_rollback(True)

    compare()
    return compared


def _compare(house: RandomHouse) -> Counter[str]:
    model = house.model
    of_things = {thing: model.figures(thing) for thing in model.things()}
    whole = sum(of_things.values(), Counter[str]())
    things = {house.things[number].pk: one for number, one in of_things.items()}
    by_thing = _asked(house, By.RESOURCE)
    assert {row.id: _plain(row.minutes) for row in by_thing.rows} == _filled(things)
    assert _plain(by_thing.totals) == _filled({"": whole})[""]
    _compare_offers(house)
    _compare_clock(house, by_thing)
    for figure in Figure:
        _compare_behind(house, figure, whole[figure.value])
    return whole


def _asked(house: RandomHouse, by: By) -> Occupancy:
    return occupancy(site_ids=[house.site.pk], since=house.since, until=house.until, by=by)


def _compare_offers(house: RandomHouse) -> None:
    model = house.model
    offers = {
        house.offers[number].pk: sum(
            (model.figures(thing, offer=number) for thing in members), Counter[str]()
        )
        for number, members in model.members.items()
    }
    rows = _asked(house, By.OFFER).rows
    assert {row.id: _plain(row.minutes) for row in rows} == _filled(offers)


def _compare_clock(house: RandomHouse, report: Occupancy) -> None:
    def hour_of_week(minute: int) -> tuple[int, int]:
        wall = house.moment(minute).astimezone(PARIS)
        return wall.isoweekday(), wall.hour

    def week(minute: int) -> tuple[int, int]:
        year, number, _ = house.moment(minute).astimezone(PARIS).isocalendar()
        return year, number

    cells = {(cell.weekday, cell.hour): cell for cell in report.heat}
    weeks = {
        (one.monday.isocalendar()[0], one.monday.isocalendar()[1]): one for one in report.weeks
    }
    for told, wall in ((cells, hour_of_week), (weeks, week)):
        said = {(*key, name): getattr(one, name) for key, one in told.items() for name in FIGURES}
        assert Counter({key: minutes for key, minutes in said.items() if minutes}) == (
            house.model.heat(wall)
        )


FIGURES = ("open", "claimed")


def _compare_behind(house: RandomHouse, figure: Figure, minutes: int) -> None:
    question = Question(
        site_ids=[house.site.pk], since=house.since, until=house.until, figure=figure
    )
    found = bookings_behind(question, first=0, most=100)
    assert {one["id"]: one["minutes"] for one in found.results} == house.model.behind(figure.value)
    assert found.minutes == minutes


def _plain(minutes: Minutes) -> dict[str, int]:
    return {name: value for name, value in asdict(minutes).items() if name != "resources"}


def _filled(told: dict) -> dict:
    names = ("open", "claimed", "no_show", "outside", "buffers", "blocked")
    return {key: {name: counted[name] for name in names} for key, counted in told.items()}


def test_every_figure_is_what_looking_at_each_minute_says(tell: Tell) -> None:
    compared = compare_houses()
    tell(f"occupancy, seed {SEED}: {dict(compared)} minutes, no difference")
    assert all(compared[name] > 300 for name in ("open", "claimed", "no_show", "outside"))
    assert compared["buffers"] > 100
    assert compared["blocked"] > 300


def _overlook(state: str, seen_as: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model take bookings in one state for another."""
    of_state = ModelHouse._figure_of

    def mistaken(self, claim, minute, *, opened):
        if claim.state == state:
            claim = type(claim)(
                *(seen_as if one == state else one for one in claim.__dict__.values())
            )
        return of_state(self, claim, minute, opened=opened)

    monkeypatch.setattr(ModelHouse, "_figure_of", mistaken)


@pytest.mark.parametrize(
    ("state", "seen_as"), [("hold", "confirmed"), ("no_show", "confirmed"), ("completed", "hold")]
)
def test_control_a_model_that_mistakes_a_state_differs(
    state: str, seen_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _overlook(state, seen_as, monkeypatch)
    with pytest.raises(AssertionError):
        compare_houses()


def test_control_a_model_that_never_shuts_for_a_lender_differs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = random_house

    def unlent(roll: Random) -> RandomHouse:
        house = real(roll)
        house.model.away.clear()
        return house

    monkeypatch.setattr("tests.reports.test_occupancy_properties.random_house", unlent)
    with pytest.raises(AssertionError):
        compare_houses()
