"""What the API tells of messages, and what it takes to act on one."""

import pytest

from notifications.models import Message
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import make_person


@pytest.fixture
def message(house: House) -> Message:
    """The confirmation of a booking, refused by the member's mail server."""
    made = Caller(house.member).post("bookings/", house.body())
    assert made.status_code == 201
    message = Message.objects.get(about_id=made.json()["id"])
    message.state, message.last_failure, message.attempts = "given_up", "smtp_550", 3
    message.subject, message.text = "Votre réservation", "Bonjour."
    message.save()
    return message


def test_host_sees_what_failed_and_what_to_do(house: House, message: Message) -> None:
    page = Caller(house.host).get("messages/", {"state": "given_up,no_address"}).json()
    (row,) = page["results"]
    assert row["id"] == str(message.pk)
    assert row["about"] == str(message.about_id)
    assert row["person"]["name"] == house.member.name
    assert row["address"] == house.member.email
    assert (row["state"], row["failure"], row["attempts"]) == ("given_up", "smtp_550", 3)
    assert (row["subject"], row["text"]) == ("Votre réservation", "Bonjour.")
    assert row["actions"] == ["retry", "told"]
    assert row["next_try_at"] is None


def test_list_is_narrowed_by_state_booking_and_person(house: House, message: Message) -> None:
    host = Caller(house.host)

    def count(**asked: str) -> int:
        number: int = host.get("messages/", asked).json()["count"]
        return number

    assert count(state="sent") == 0
    assert count(about=str(message.about_id)) == 1
    assert count(about=str(message.pk)) == 0
    assert count(person=str(house.member.pk)) == 1
    assert count(person=str(make_person().pk)) == 0
    assert host.get("messages/", {"state": "lost"}).status_code == 400


def test_letter_with_a_code_is_shown_to_nobody(house: House, message: Message) -> None:
    Message.objects.update(secret=True)
    director = Caller(make_person(role="director"))
    assert director.get("messages/").json()["count"] == 0
    assert director.post(f"messages/{message.pk}/retry/", {}).status_code == 404


def test_message_is_retried_once(house: House, message: Message) -> None:
    host, path = Caller(house.host), f"messages/{message.pk}/retry/"
    answer = host.post(path, {})
    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    again = host.post(path, {})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_do")


def test_message_is_told_by_telephone(house: House, message: Message) -> None:
    answer = Caller(house.host).post(f"messages/{message.pk}/told/", {})
    assert (answer.status_code, answer.json()["state"]) == (200, "told")
    assert answer.json()["actions"] == []
