"""Fifty programs want one printer hour over HTTP, forty-four people the 24 desks: who has it."""

import statistics
from collections.abc import Iterator
from typing import Any

import pytest

from bookings.models import Booking, Claim
from tests.factories import make_offer
from tests.races.clients import PATH, Clients, body, deadlocks, pair_of
from tests.races.crew import Act
from tests.races.scenes import ROUNDS, House, counted, overlaps
from tests.races.web import WebServer, web_server
from tests.races.work_done import work_until_now
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def web(django_db_setup: None, django_db_blocker: Any) -> Iterator[WebServer]:
    """One server for all; deadlocks are asked for once it has gone and its sessions have told."""
    with django_db_blocker.unblock():
        before = deadlocks()
        with web_server() as web:
            yield web
        assert deadlocks() == before


def test_fifty_clients_want_one_printer_hour(
    open_house: House, clients: Clients, web: WebServer, tell: Tell
) -> None:
    """Under a second a round, as far as the machine is ours: what others keep from us is taken off.

    The first round is not timed: each worker loads in it what later requests share.
    """
    printer = [open_house.printer]
    clients.ask(web, body(printer, ROUNDS))
    lasted, before = [], work_until_now(web.pid)
    for number in range(ROUNDS):
        answers, seconds = clients.ask(web, body(printer, number))
        assert answers == {"201 confirmed": 1, "409 place_taken": 49}
        lasted.append(seconds)
    assert (Booking.objects.count(), overlaps()) == (ROUNDS + 1, 0)
    work, median = work_until_now(web.pid).since(before), statistics.median(lasted)
    tell(
        f"{ROUNDS} rounds of 50: one 201, 49 × 409; {median:.2f} s a round ({max(lasted):.2f} at"
        f" most) with {work.share:.0%} of the machine, so {median * work.share:.2f} s alone;"
        f" {work.servers / ROUNDS:.2f} s of processor"
    )
    assert median * work.share < 1
    assert work.servers / ROUNDS < 1


def test_forty_four_want_the_24_desks(
    open_house: House, clients: Clients, web: WebServer, tell: Tell
) -> None:
    desks = make_offer(open_house.site, count=24)
    rounds = ROUNDS // 5
    for number in range(rounds):
        answers, _ = clients.ask(web, body([desks], number), size=44)
        assert answers == {"201 confirmed": 24, "409 place_taken": 20}
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (24 * rounds, 0)
    tell(f"{rounds} rounds of 44 for 24 desks: 24 × 201, 20 × 409")


def test_opposite_bundles(open_house: House, clients: Clients, web: WebServer, tell: Tell) -> None:
    pair = pair_of(open_house)
    rounds = ROUNDS // 2
    for number in range(rounds):
        answers, _ = clients.ask(web, body(pair, number), body(pair[::-1], number), size=20)
        assert answers == {"201 confirmed": 1, "409 place_taken": 19}
    assert (Claim.objects.filter(active=True).count(), overlaps()) == (2 * rounds, 0)
    tell(f"{rounds} rounds of 20 with two opposite bundles: one 201, 19 × 409, nothing partial")


def test_one_key_sent_by_ten_at_once_is_one_booking(
    open_house: House, clients: Clients, web: WebServer
) -> None:
    """A program that tries again before it was answered; without the key it books again."""
    asked = body([make_offer(open_house.site, count=24)], 0)
    for key, bookings in (("again", 1), ("", 10)):
        acts = [Act("post", (web.port, clients.tokens[0], PATH, asked, key))] * 10
        assert counted(clients.crew.act(acts)) == {"201 confirmed": 10}
        assert Booking.objects.count() == bookings + (not key)
