"""GET /ical/{token}.ics over HTTP, and the making and revoking of its address."""

import pytest
import structlog
from django.http import HttpResponse
from django.test import Client

from bookings.models import CalendarFeed
from core.models import AuditEntry
from mnic.logs import hide_secrets
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.bookings.calendar_files.reading import assert_is_well_formed, events_in
from tests.factories import NOW, make_booking, make_offer, make_person, period


@pytest.fixture
def address(house: House) -> str:
    """The address of the member's own feed, as the API told it."""
    make_booking(house.offer, period(19, 14, 16), person=house.member)
    made = Caller(house.member).post("feeds/", {"kind": "mine"})
    assert made.status_code == 201, made.content
    assert made.json()["url"].startswith("http://testserver/ical/")
    return str(made.json()["url"]).removeprefix("http://testserver")


def test_feed_is_read_without_an_account(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer
    assert_is_well_formed(answer.content.decode())
    assert len(events_in(answer.content.decode())) == 1


def test_reader_that_knows_it_already_is_told_so(address: str) -> None:
    known = Client().get(address)["ETag"]

    again = Client().get(address, headers={"If-None-Match": known})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", known)
    other = Client().get(address, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_304_writes_no_file(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Client().get(address)["ETag"]

    def fail(*_: object) -> str:
        raise AssertionError("the file was written")

    monkeypatch.setattr("bookings.selectors.feed_content.FeedContent.as_text", fail)
    assert Client().get(address, headers={"If-None-Match": known}).status_code == 304


def test_head_answers_like_get_without_a_body(address: str) -> None:
    answer = Client().head(address)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_feed_is_only_read(address: str, method: str) -> None:
    assert getattr(Client(), method)(address).status_code == 405


def test_revoked_and_unknown_are_answered_alike(house: House, address: str) -> None:
    feed = CalendarFeed.objects.get()
    assert Caller(house.member).delete(f"feeds/{feed.pk}/").status_code == 204

    revoked = Client().get(address)
    unknown = Client().get(f"/ical/{'x' * 43}.ics")

    assert (revoked.status_code, unknown.status_code) == (404, 404)
    assert revoked.content == unknown.content == b""
    assert _headers(revoked) == _headers(unknown)
    assert Caller(house.member).get("feeds/").json()["count"] == 0


def test_control_before_it_is_revoked_it_answers(address: str) -> None:
    assert Client().get(address).status_code == 200


def test_making_and_revoking_are_in_the_audit_without_the_token(house: House, address: str) -> None:
    Caller(house.member).delete(f"feeds/{CalendarFeed.objects.get().pk}/")

    acts = AuditEntry.objects.filter(action__startswith="feed.").order_by("pk")
    assert [act.action for act in acts] == ["feed.created", "feed.revoked"]
    token = address.removeprefix("/ical/").removesuffix(".ics")
    assert token not in str(list(AuditEntry.objects.values()))


def test_list_says_when_it_was_last_read(house: House, address: str) -> None:
    caller = Caller(house.member)
    assert caller.get("feeds/").json()["results"][0]["last_read_at"] is None
    Client().get(address)
    (listed,) = caller.get("feeds/").json()["results"]
    assert listed["last_read_at"] is not None
    assert "url" not in listed


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "house"},
        {"kind": "resource"},
        {"kind": "site"},
        {"kind": "mine", "site": "0190b8a0-0000-7000-8000-000000000000"},
        {"kind": "mine", "with_names": "yes"},
    ],
)
def test_body_that_says_no_feed_is_400(house: House, body: dict[str, object]) -> None:
    assert Caller(house.member).post("feeds/", body).status_code == 400
    assert not CalendarFeed.objects.exists()


def test_feed_of_a_thing_says_taken_to_anybody_signed_in(house: House) -> None:
    make_booking(house.offer, period(19, 14, 16), person=house.member, quantity=3)
    resource = house.offer.resources.first()
    made = Caller(make_person("Voisin")).post(
        "feeds/", {"kind": "resource", "resource": str(resource and resource.pk)}
    )

    assert made.status_code == 201
    text = Client().get(made.json()["url"]).content.decode()
    assert [event["SUMMARY"] for event in events_in(text)] == ["Occupé"]
    assert "Claire" not in text


def test_what_is_hidden_has_no_feed_for_members(house: House) -> None:
    hidden = make_offer(house.site, is_public=False).resources.get()
    body = {"kind": "resource", "resource": str(hidden.pk)}

    assert Caller(house.member).post("feeds/", body).status_code == 404
    assert Caller(house.host).post("feeds/", body).status_code == 201


def test_names_of_ones_own_feed_are_refused(house: House) -> None:
    refused = Caller(house.member).post("feeds/", {"kind": "mine", "with_names": True})

    assert refused.status_code == 403


def test_twenty_are_enough(house: House) -> None:
    caller = Caller(make_person("Collectionneuse"))
    for _ in range(20):
        assert caller.post("feeds/", {"kind": "mine"}).status_code == 201
    refused = caller.post("feeds/", {"kind": "mine"})

    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_feeds")


def test_whoever_guesses_is_slowed_down(settings: object, house: House) -> None:
    settings.API_RATES = {**settings.API_RATES, "feed": (2, 60)}  # type: ignore[attr-defined]
    answers = [Client().get("/ical/guess.ics").status_code for _ in range(3)]

    assert answers == [404, 404, 429]


def test_one_feed_read_too_often_leaves_the_others_alone(
    settings: object, house: House, address: str
) -> None:
    settings.API_RATES = {**settings.API_RATES, "one_feed": (2, 60)}  # type: ignore[attr-defined]
    other = Caller(house.member).post("feeds/", {"kind": "mine"}).json()["url"]
    answers = [Client().get(address) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert Client().get(other).status_code == 200


def test_token_is_no_secret_left_in_a_log() -> None:
    event = {"event": "request_started", "request": "GET /ical/abcDEF_123-x.ics", "when": NOW}

    assert "abcDEF" not in str(hide_secrets(structlog.get_logger(), "info", event))


def _headers(answer: HttpResponse) -> dict[str, str]:
    """All but the name that each request gets of its own."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}
