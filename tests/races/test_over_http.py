"""Fifty programs want one printer hour over HTTP, forty-four people the 24 desks: who has it."""

import datetime as dt
import os
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from accounts.services.tokens import create_token
from bookings.models import Booking, Claim
from core import clock
from core.period import Period
from spaces.models import Hours, Offer, OpenInterval
from tests.factories import make_offer
from tests.races.conftest import House, overlaps
from tests.races.crew import Act, Crew
from tests.races.web import web_server
from tests.telling import DEEP, Tell

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200 if DEEP else 20
DAYS = 30


@pytest.fixture
def port(open_house: House) -> Iterator[int]:
    with web_server() as port:
        yield port


@pytest.fixture
def open_house(house: House) -> House:
    """Open day and night from now on: the web server lives by the real clock."""
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    hours = Hours.objects.get(site=house.site)
    OpenInterval.objects.all().delete()
    always = Period(midnight, midnight + dt.timedelta(days=DAYS))
    OpenInterval.objects.create(hours=hours, period=always.as_range())
    return house


@pytest.fixture
def tokens(open_house: House) -> list[str]:
    now = clock.now()
    people = open_house.crowd(50)
    return [create_token(one, name="race", scope="write", now=now)[1] for one in people]


def body(offers: list[Offer], number: int) -> dict[str, Any]:
    """An hour of the days to come, another in each round."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=24 + number)
    return {
        "starts_at": hour.isoformat(),
        "ends_at": (hour + dt.timedelta(hours=1)).isoformat(),
        "items": [{"offer": str(one.pk)} for one in offers],
    }


def round_of(
    crew: Crew, port: int, tokens: list[str], bodies: list[dict[str, Any]]
) -> tuple[Counter[str], float]:
    """What every client was answered, and how long the last one waited."""
    acts = [
        Act("post", (port, token, "/api/v1/bookings/", bodies[n % len(bodies)]))
        for n, token in enumerate(tokens)
    ]
    start = time.monotonic()
    outcomes = crew.act(acts)
    return Counter(one.said for one in outcomes), time.monotonic() - start


def test_fifty_clients_want_one_printer_hour(
    open_house: House, crew: Crew, port: int, tokens: list[str], tell: Tell
) -> None:
    _warm_up(open_house, crew, port, tokens)
    lasted, crowded = [], _crowded()
    for number in range(ROUNDS):
        answers, seconds = round_of(crew, port, tokens, [body([open_house.printer], number)])
        assert answers == {"201 confirmed": 1, "409 place_taken": 49}
        lasted.append(seconds)
    assert (Booking.objects.count(), overlaps()) == (ROUNDS + 1, 0)
    median, longest = statistics.median(lasted), max(lasted)
    tell(
        f"{ROUNDS} rounds of 50: one 201, 49 × 409; {median:.2f} s a round, {longest:.2f} at most,"
        f" on a machine with {crowded:.1f} times its work"
    )
    assert median < crowded


def test_forty_four_want_the_24_desks(
    open_house: House, crew: Crew, port: int, tokens: list[str], tell: Tell
) -> None:
    desks = make_offer(open_house.site, count=24)
    rounds = ROUNDS // 5
    for number in range(rounds):
        answers, _ = round_of(crew, port, tokens[:44], [body([desks], number)])
        assert answers == {"201 confirmed": 24, "409 place_taken": 20}
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (24 * rounds, 0)
    tell(f"{rounds} rounds of 44 for 24 desks: 24 × 201, 20 × 409")


def test_opposite_bundles(
    open_house: House, crew: Crew, port: int, tokens: list[str], tell: Tell
) -> None:
    pair = [open_house.printer, make_offer(open_house.site, kind="vr_kit")]
    rounds = ROUNDS // 2
    for number in range(rounds):
        bodies = [body(pair, number), body(pair[::-1], number)]
        answers, _ = round_of(crew, port, tokens[:20], bodies)
        assert answers == {"201 confirmed": 1, "409 place_taken": 19}
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (2 * rounds, 0)
    tell(f"{rounds} rounds of 20 with two opposite bundles: one 201, 19 × 409, nothing partial")


def _crowded() -> float:
    """How many times more work the machine has than processors; 1 where it is ours alone."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _warm_up(house: House, crew: Crew, port: int, tokens: list[str]) -> None:
    """The first request of each worker loads what later ones share; it is not timed."""
    round_of(crew, port, tokens, [body([house.printer], ROUNDS + 1)])
