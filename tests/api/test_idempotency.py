"""Idempotency-Key: one effect for a retried request, also when both arrive at once."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from api import idempotency
from api.models import IdempotencyRecord
from api.tasks import forget_old_answers
from bookings.models import Booking
from core import clock
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import NOW, make_booking, make_offer, make_person, make_site, period


def test_a_retry_gets_the_same_answer_and_one_booking(house: House, member: Caller) -> None:
    first = member.post("bookings/", house.body(), Idempotency_Key="abc")
    again = member.post("bookings/", house.body(), Idempotency_Key="abc")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert Booking.objects.count() == 1
    member.post("bookings/", house.body())  # the control: without a key it is another booking
    assert Booking.objects.count() == 2


def test_another_body_with_the_same_key_is_422(house: House, member: Caller) -> None:
    member.post("bookings/", house.body(), Idempotency_Key="abc")
    other = member.post("bookings/", house.body("13:00", "14:00"), Idempotency_Key="abc")
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_mismatch"
    assert Booking.objects.count() == 1


def test_a_key_belongs_to_one_person_and_one_route(house: House, member: Caller) -> None:
    made = member.post("bookings/", house.body(), Idempotency_Key="abc").json()
    neighbour = Caller(make_person())
    assert neighbour.post("bookings/", house.body(), Idempotency_Key="abc").status_code == 201
    cancelled = member.post(f"bookings/{made['id']}/cancel/", {}, Idempotency_Key="abc")
    assert cancelled.json()["state"] == "cancelled"
    assert Booking.objects.count() == 2


def test_a_refusal_is_not_kept(house: House, member: Caller) -> None:
    house.offer = make_offer(house.site, count=1)
    rival = make_booking(house.offer, period(12, 10, 12), person=make_person())
    refused = member.post("bookings/", house.body(), Idempotency_Key="abc")
    assert refused.status_code == 409
    assert refused.json()["details"]["alternatives"]
    assert not IdempotencyRecord.objects.exists()
    Caller(rival.person).post(f"bookings/{rival.pk}/cancel/")
    assert member.post("bookings/", house.body(), Idempotency_Key="abc").status_code == 201


@pytest.mark.parametrize("key", ["", "é", "a" * 201, "a\tb"])
def test_a_malformed_key_is_400(house: House, member: Caller, key: str) -> None:
    refused = member.post("bookings/", house.body(), Idempotency_Key=key)
    assert refused.status_code == 400
    assert "Idempotency-Key" in refused.json()["fields"]
    assert not Booking.objects.exists()


def test_a_key_is_forgotten_after_a_day(
    house: House, member: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    member.post("bookings/", house.body(), Idempotency_Key="abc")
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(hours=23, minutes=59))
    assert forget_old_answers() == 0
    body = house.body("13:00", "14:00")
    body["starts_at"], body["ends_at"] = (
        at.replace("-12T", "-14T") for at in (body["starts_at"], body["ends_at"])
    )
    assert member.post("bookings/", body, Idempotency_Key="abc").status_code == 422
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(hours=24, minutes=1))
    assert member.post("bookings/", body, Idempotency_Key="abc").status_code == 201
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(hours=49))
    assert forget_old_answers() == 1
    assert not IdempotencyRecord.objects.exists()


def _at_once(count: int, call: Callable[[], Any]) -> list[Any]:
    """The answers of so many threads that start together, each with its own connection."""
    ready, answers = threading.Barrier(count), []

    def run() -> None:
        try:
            ready.wait()
            answers.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _offer_of_many() -> dict[str, Any]:
    offer = make_offer(make_site(), count=30)
    return {
        "starts_at": "2027-01-12T10:00:00+01:00",
        "ends_at": "2027-01-12T12:00:00+01:00",
        "items": [{"offer": str(offer.pk)}],
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", range(3))
def test_concurrent_duplicates_have_one_effect(times: int) -> None:
    body, member = _offer_of_many(), Caller(make_person())
    answers = _at_once(6, lambda: member.post("bookings/", body, Idempotency_Key="abc"))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.content for answer in answers}) == 1
    assert Booking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_row_concurrent_duplicates_book_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the guard off, the same race makes several bookings."""
    body, member = _offer_of_many(), Caller(make_person())
    monkeypatch.setattr(idempotency, "_first_or_kept", lambda slot, effect: effect())
    answers = _at_once(6, lambda: member.post("bookings/", body, Idempotency_Key="abc"))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert Booking.objects.count() == 6
