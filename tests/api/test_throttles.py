"""Throttles: strangers by address, people by who they are, and no invented address."""

import os
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings
from redis import Redis

from api import throttles
from api.throttles import client_address
from bookings.models import Booking
from core import cache as core_cache
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import make_person

FEW = {
    "visitor": (3, 60),
    "person": (3, 60),
    "visitor_hold": (2, 3600),
    "token": (2, 60),
    "token_email": (2, 3600),
}


def few(**changes: tuple[int, int]) -> Any:
    return override_settings(API_RATES={**FEW, **changes})


def test_a_stranger_is_stopped_and_told_when_to_come_back(house: House, visitor: Caller) -> None:
    with few():
        assert [visitor.get("sites/").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = visitor.get("sites/")
        assert refused.json()["code"] == "throttled"
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        # The control: signed in, the same address has its own count.
        assert Caller(house.member).get("sites/").status_code == 200


def test_people_are_counted_one_by_one(house: House, member: Caller) -> None:
    with few():
        assert [member.get("people/me/").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert Caller(make_person()).get("people/me/").status_code == 200
        assert Caller(house.member).get("people/me/").status_code == 429  # a new token helps nobody


def test_an_invented_address_does_not_help(house: House, visitor: Caller) -> None:
    with few():
        statuses = [
            visitor.get("sites/", X_Forwarded_For=f"10.0.0.{number}").status_code
            for number in range(4)
        ]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1, 2.2.2.2, 3.3.3.3", "2.2.2.2"),
        (2, "3.3.3.3", "3.3.3.3"),
        (1, "", "9.9.9.9"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str, address: str) -> None:
    request = RequestFactory(REMOTE_ADDR="9.9.9.9").get("/", headers={"X-Forwarded-For": forwarded})
    with override_settings(NUM_PROXIES=proxies):
        assert client_address(request) == address


def test_holds_of_strangers_are_few(house: House) -> None:
    with few(visitor=(100, 60)):
        answers = [Caller().post("bookings/", house.body(hold=True)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert Booking.objects.count() == 2


def test_guessing_one_persons_password_from_many_addresses_is_stopped(visitor: Caller) -> None:
    def guess(email: str, number: int) -> int:
        body, address = {"email": email, "password": "x"}, f"10.0.0.{number}"
        return visitor.post("auth/token/", body, X_Forwarded_For=address).status_code

    with few(visitor=(100, 60)), override_settings(NUM_PROXIES=1):
        assert [guess("Claire@example.org", number) for number in range(3)] == [401, 401, 429]
        assert guess("claire@example.org", 9) == 429
        assert guess("other@example.org", 9) == 401


@pytest.fixture
def counts_on_a_server() -> Iterator[str]:
    """Throttles that count where `make run` does; its address may be replaced."""
    address = {"default": {"LOCATION": os.environ["REDIS_URL"]}}
    throttles._server.cache_clear()
    with mock.patch.object(settings, "CACHES", address):
        yield address["default"]["LOCATION"]
    throttles._server.cache_clear()


def test_a_server_counts_and_forgets(counts_on_a_server: str, house: House) -> None:
    member = Caller(house.member)
    with few():
        assert [member.get("people/me/").status_code for _ in range(4)] == [200, 200, 200, 429]
    server = Redis.from_url(counts_on_a_server)
    counts = [key for key in server.scan_iter("rate:person:*") if server.get(key) == b"4"]
    assert counts
    assert all(0 < server.ttl(key) <= 61 for key in counts)


def test_without_its_server_each_process_counts_for_itself(
    counts_on_a_server: str, house: House, visitor: Caller
) -> None:
    settings.CACHES["default"]["LOCATION"] = "redis://127.0.0.1:1"
    with few(visitor=(1, 60)):
        assert [visitor.get("sites/").status_code for _ in range(2)] == [200, 429]
    core_cache.wake()
