"""Sixty things and a thousand bookings: how much work the week and each step of a drag are."""

import datetime as dt
import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.browser.house import House
from tests.factories import PARIS

THINGS, BOOKINGS = 60, 1000
# Processor time of the page's own thread, not of the clock: a busy machine does not count.
WEEK_MS, DRAG_MS = 250, 50
TRIES, STEPS = 3, 80
SEED = 3
HOURS = 11
_IDLE = "() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))"
_NEXT_PICTURE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"

Json = dict[str, Any]


def test_the_week_and_a_drag_are_quick(
    page_of: Callable[..., Page], house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_of(house.host)
    _answer_with_many(page, house)
    page.goto(f"/accueil/planning?site=maison&jour={house.day}")
    expect(page.get_by_role("grid")).to_be_visible()
    work = page.context.new_cdp_session(page)
    work.send("Performance.enable")
    weeks = [_switch_to_week(page, work) for _ in range(TRIES)]
    week = statistics.median(weeks)
    drags = _drag(page, work)
    late = statistics.quantiles(drags, n=20)[-1]
    with capsys.disabled():
        print(
            f"\nweek of {BOOKINGS} bookings on {THINGS} things: {week:.0f} ms of processor"
            f" time (all: {[round(one) for one in weeks]}, goal {WEEK_MS}); a step of a drag: p95"
            f" {late:.1f} ms, median {statistics.median(drags):.1f} (goal {DRAG_MS})"
        )
    assert week <= WEEK_MS
    assert late <= DRAG_MS


def _switch_to_week(page: Page, work: CDPSession) -> float:
    page.get_by_role("button", name="Jour", exact=True).click()
    expect(page.locator("[data-bar]")).not_to_have_count(BOOKINGS)
    page.evaluate(_IDLE)
    with _measured(work) as spent:
        page.get_by_role("button", name="Semaine", exact=True).click()
        _settled(page)
    return spent[0]


def _settled(page: Page) -> None:
    """All the bars are there and the page has nothing left to do."""
    expect(page.locator("[data-bar]")).to_have_count(BOOKINGS)
    page.evaluate(_IDLE)


@contextmanager
def _measured(work: CDPSession) -> Iterator[list[float]]:
    """Milliseconds that the page's thread worked meanwhile."""
    spent: list[float] = []
    before = _worked(work)
    yield spent
    spent.append(_worked(work) - before)


def _worked(work: CDPSession) -> float:
    metrics = work.send("Performance.getMetrics")["metrics"]
    seconds: float = next(one["value"] for one in metrics if one["name"] == "ThreadTime")
    return 1000 * seconds


def _drag(page: Page, work: CDPSession) -> list[float]:
    """What each step of a drag over several rows cost, from the pointer's event to the picture."""
    bar = page.locator("[data-bar]").nth(8)
    box = bar.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    steps = []
    for step in range(STEPS):
        with _measured(work) as spent:
            page.mouse.move(x + 6 * step, y + 30 * (step % 9))
            page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
            )
        steps += spent
    expect(page.locator(".draft")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    return steps


def _answer_with_many(page: Page, house: House) -> None:
    """The house's own answers, its rooms and what stands on them made many."""
    made = _many(house)

    def planning(route: Route) -> None:
        body = route.fetch().json()
        room = next(one for one in body["resources"] if str(house.room.pk) in one["offers"])
        asked = _asked(route)
        body["resources"] = [
            room | _named(thing) | {"offers": [_id(thing)], "taken": _within(made[thing], *asked)}
            for thing in range(THINGS)
        ]
        route.fulfill(json=body)

    def offers(route: Route) -> None:
        body = route.fetch().json()
        room = next(one for one in body["results"] if one["id"] == str(house.room.pk))
        route.fulfill(json=body | {"results": [room | _named(thing) for thing in range(THINGS)]})

    def availability(route: Route) -> None:
        room = next(one for one in route.fetch().json() if one["offer"] == str(house.room.pk))
        route.fulfill(json=[room | {"offer": _id(thing)} for thing in range(THINGS)])

    page.route("**/api/v1/planning/**", planning)
    page.route("**/api/v1/offers/**", offers)
    page.route("**/api/v1/availability/**", availability)


def _asked(route: Route) -> tuple[str, str]:
    query = parse_qs(urlsplit(route.request.url).query)
    return query["from"][0], query["to"][0]


def _within(taken: list[Json], start: str, end: str) -> list[Json]:
    return [one for one in taken if one["starts_at"] < end and one["ends_at"] > start]


def _named(thing: int) -> Json:
    return {"id": _id(thing), "name": f"Salle {thing}"}


def _id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def _many(house: House) -> list[list[Json]]:
    """A thousand bookings of an hour over the week of the day, the same at every run."""
    monday = house.day - dt.timedelta(days=house.day.weekday())
    taken: list[list[Json]] = [[] for _ in range(THINGS)]
    for place in random.Random(SEED).sample(range(THINGS * 7 * HOURS), BOOKINGS):
        thing, hours = divmod(place, 7 * HOURS)
        day, hour = divmod(hours, HOURS)
        taken[thing].append(_booked(place, monday + dt.timedelta(days=day), 8 + hour))
    return taken


def _booked(number: int, day: dt.date, hour: int) -> Json:
    start, end = (
        dt.datetime.combine(day, dt.time(clock), PARIS).astimezone(dt.UTC)
        for clock in (hour, hour + 1)
    )
    return {
        "starts_at": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "ends_at": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "kind": "booking",
        "state": "confirmed",
        "held": False,
        "booking": _id(100_000 + number),
        "block": None,
        "who": f"Personne {number}",
        "label": "",
    }
