"""The house of docker-compose.yml lives: opened, booked in, robbed of its engines, stopped, well.

One story of many chapters, because a house takes its time to open.
"""

import json
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mnic import heartbeat
from mnic.logs import TURNS
from tests.notifications.mail_server import MailServer, mail_server
from tests.production.compose import ANSWERS
from tests.production.engines import Postgres, Valkey, a_place, until
from tests.production.house import ProductionHouse
from tests.production.image import made_of
from tests.telling import Tell

BOOKINGS = "/api/v1/bookings/"
WITHIN_A_MINUTE = 60.0


class Story:
    """The house, its letters, and who books what there."""

    def __init__(self, house: ProductionHouse, mail: MailServer) -> None:
        self.house, self.mail = house, mail
        self.facts: dict[str, Any] = {}
        self.booked: dict[str, str] = {}

    def request(self, offer: str = "room") -> tuple[dict[str, Any], dict[str, str]]:
        """A body and headers that nobody has sent yet."""
        starts, ends = self.facts["times"].pop()
        body = {"starts_at": starts, "ends_at": ends, "items": [{"offer": self.facts[offer]}]}
        key = {"Idempotency_Key": f"story-{starts}-{offer}"}
        return body, key | {"Authorization": f"Token {self.facts['token']}"}

    def book(self) -> None:
        body, headers = self.request()
        answer = self.house.ask("POST", BOOKINGS, body, **headers)
        assert answer.status == 201, answer.body
        self.booked[headers["Idempotency_Key"]] = answer.json()["id"]

    def every_letter_has_come(self) -> bool:
        return len(set(self.mail.ids())) >= len(self.in_database())

    def in_database(self) -> set[str]:
        with psycopg.connect(self.house.postgres.url) as connection:
            return {str(key) for (key,) in connection.execute("select id from bookings_booking")}


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    place = a_place(tmp_path)
    postgres = Postgres(place)
    valkey = Valkey(place)
    with mail_server() as mail:
        house = ProductionHouse(made_of(tmp_path / "app"), postgres, valkey, mail.port)
        try:
            yield Story(house, mail)
        finally:
            house.close()
            valkey.stop()
            postgres.stop()
            shutil.rmtree(place.root, ignore_errors=True)


def test_the_house_of_compose_lives(story: Story, tell: Tell) -> None:
    started = time.monotonic()
    becomes_ready(story, tell)
    tell(f"opened {time.monotonic() - started:.0f} s after the test began")
    answers_like_a_house_of_the_public(story)
    serves_static_files_for_long(story)
    books_and_writes(story)
    logs_without_secrets(story)
    books_without_redis(story, tell)
    story.house.children["worker"].process.send_signal(signal.SIGSTOP)
    worker_stopped_at = time.monotonic()
    recovers_when_postgres_restarts(story, tell)
    says_503_when_no_connection_is_free(story, tell)
    loses_nothing_when_it_is_stopped(story)
    notices_a_worker_that_does_nothing(story, worker_stopped_at, tell)
    tell(f"all of it in {time.monotonic() - started:.0f} s")


def becomes_ready(story: Story, tell: Tell) -> None:
    house = story.house
    assert house.valkey.password_is_hidden()
    assert not house.image_is_healthy(), "the control: nothing answers yet"
    house.run("python", "manage.py", "collectstatic", "--no-input", service="migrate")
    house.start("web")
    until(house.answers, 60, "/healthz")
    assert house.image_is_healthy()
    early = house.ask("GET", "/readyz")
    assert early.status == 503
    assert early.json() == {
        "status": "not_ready",
        "checks": {"database": "ok", "migrations": "missing", "redis": "ok", "queue": "late"},
    }
    house.migrate()
    story.facts = house.furnish()
    assert house.checks() == early.json()["checks"] | {"migrations": "ok"}
    assert not house.queue_is_healthy()
    house.start("worker")
    house.start("beat")
    took = until(lambda: house.ask("GET", "/readyz").status == 200, 60, "/readyz")
    assert house.ask("GET", "/readyz").json()["status"] == "ready"
    assert house.queue_is_healthy()
    tell(f"ready {took:.1f} s after worker and beat were started")


def answers_like_a_house_of_the_public(story: Story) -> None:
    house = story.house
    plain = house.ask("GET", "/", X_Forwarded_Proto="http")
    assert (plain.status, plain.headers["location"]) == (301, "https://reserver.example.org/")
    assert house.ask("GET", "/", Host="evil.example.com").status == 400
    assert house.ask("GET", "/healthz", Host="127.0.0.1:8000", X_Forwarded_Proto="").status == 200
    assert house.ask("GET", "/aide/comment-ca-marche/").status == 200, "the guides are in the image"
    page = house.ask("GET", "/compte/connexion/")
    assert page.status == 200
    headers = page.headers
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]
    assert page.cookies
    for cookie in page.cookies:
        assert cookie.startswith("__Host-"), cookie
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie
    ours = house.ask("GET", "/", X_Request_ID="abc-123_DEF45").headers["x-request-id"]
    assert ours == "abc-123_DEF45"
    for forged in ("short", "x" * 65, 'a{"level":"critical"}', "a b c d e f g"):
        given = house.ask("GET", "/", X_Request_ID=forged).headers["x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{32}", given)


def serves_static_files_for_long(story: Story) -> None:
    house = story.house
    manifest = json.loads((house.folder / "frontend/dist/manifest.json").read_text())
    script = manifest["src/main.ts"]["file"]
    hashed = house.ask("GET", f"/static/{script}", Accept_Encoding="br, gzip")
    assert hashed.headers["cache-control"] == "max-age=315360000, public, immutable"
    assert hashed.headers["content-encoding"] == "br"
    assert hashed.headers["cross-origin-resource-policy"] == "same-origin"
    zipped = house.ask("GET", f"/static/{script}", Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    named = house.ask("GET", "/static/favicon.svg")
    assert named.headers["cache-control"] == "max-age=300, public"
    again = house.ask("GET", "/static/favicon.svg", If_None_Match=named.headers["etag"])
    assert again.status == 304


def books_and_writes(story: Story) -> None:
    story.book()
    until(story.every_letter_has_come, 20, "the letter of a booking")
    assert story.facts["email"] in str(story.mail.letters[0]["To"])


def logs_without_secrets(story: Story) -> None:
    house = story.house
    token = story.facts["token"]
    body, headers = story.request("desks")
    claimed = {"X_Request_ID": "the-id-of-a-story", "X_Forwarded_For": "192.0.2.1, 203.0.113.7"}
    made = house.ask("POST", BOOKINGS, body, **claimed, **headers)
    assert made.status == 201
    house.ask("GET", f"/ical/{'s' * 40}.ics", Cookie="__Host-session=verysecretsession")
    until(lambda: "[hidden]" in house.logs(), 10, "the line of the feed")
    told = {"request_started", "request_finished", *TURNS}
    until(lambda: told <= {line["event"] for line in _of_story(house)}, 15, "the task's lines")
    written = house.logs()
    assert {x["ip"] for x in _of_story(house) if "request" in x} == {"203.0.113.7"}
    for secret in (token, "s" * 40, "verysecretsession", *_passwords()):
        assert secret not in written
    assert "/readyz" not in written
    assert "/healthz" not in written


def _of_story(house: ProductionHouse) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in house.logs().splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("request_id") == "the-id-of-a-story"]


def _passwords() -> list[str]:
    return [value for name, value in ANSWERS.items() if "PASSWORD" in name or "SECRET" in name]


def books_without_redis(story: Story, tell: Tell) -> None:
    house = story.house
    house.valkey.kill()
    begun = time.monotonic()
    story.book()
    assert house.ask("GET", "/compte/connexion/").status == 200
    took = time.monotonic() - begun
    assert took < 15
    assert house.checks() == {
        "database": "ok",
        "migrations": "ok",
        "redis": "down",
        "queue": "unknown",
    }
    assert not house.queue_is_healthy()
    house.valkey.start()
    house.valkey.forget(heartbeat.KEY)  # which it had kept: only a new one counts
    back = until(lambda: house.ask("GET", "/readyz").status == 200, WITHIN_A_MINUTE, "the queue")
    late = until(story.every_letter_has_come, WITHIN_A_MINUTE, "the late letter")
    tell(f"without Redis a booking and a page took {took:.1f} s")
    tell(f"Redis back: ready after {back:.1f} s, the late letter {late:.1f} s after that")


def recovers_when_postgres_restarts(story: Story, tell: Tell) -> None:
    house = story.house
    story.house.postgres.stop()
    body, headers = story.request()
    refused = house.ask("POST", BOOKINGS, body, **headers)
    assert (refused.status, refused.json()["code"]) == (503, "busy")
    assert refused.seconds < 12
    page = house.ask("GET", "/compte/", Cookie="__Host-session=of-somebody")
    assert (page.status, page.headers["retry-after"]) == (503, "5")
    assert house.ask("GET", "/healthz").status == 200
    assert house.checks()["database"] == "down"
    house.postgres.start_again()
    back = until(lambda: house.checks()["database"] == "ok", 20, "the pool")
    story.book()
    tell(f"a refusal without PostgreSQL took {refused.seconds:.1f} s; back after {back:.1f} s")


def says_503_when_no_connection_is_free(story: Story, tell: Tell) -> None:
    """The pool has two connections here, and both wait for a row that somebody keeps."""
    house = story.house
    with psycopg.connect(house.postgres.url) as keeper:
        keeper.execute("select id from spaces_resource for update")
        waiting = []
        for offer in ("room", "desks"):
            body, headers = story.request(offer)
            waiting.append(house.ask_meanwhile("POST", BOOKINGS, body, **headers))
        time.sleep(0.7)
        third = house.ask("GET", "/compte/", Cookie="__Host-session=of-somebody")
        assert (third.status, third.headers["retry-after"]) == (503, "5")
        assert third.seconds < 10
        keeper.rollback()
    assert {asked.result(20).status for asked in waiting} == {201}
    tell(f"with no connection free the answer took {third.seconds:.1f} s")
    story.book()


def loses_nothing_when_it_is_stopped(story: Story) -> None:
    """SIGTERM while two bookings wait for a row: both come to their end, and once."""
    house = story.house
    web = house.children["web"].process
    sent = [story.request("room"), story.request("desks")]
    with psycopg.connect(house.postgres.url) as keeper:
        keeper.execute("select id from spaces_resource for update")
        waiting = [house.ask_meanwhile("POST", BOOKINGS, body, **key) for body, key in sent]
        time.sleep(0.7)
        web.send_signal(signal.SIGTERM)
        time.sleep(0.7)
        keeper.rollback()
    made = [asked.result(25) for asked in waiting]
    assert [answer.status for answer in made] == [201, 201]
    assert web.wait(25) == 0
    house.start("web")
    until(house.answers, 60, "/healthz")
    again = [house.ask("POST", BOOKINGS, body, **key) for body, key in sent]
    ids = [answer.json()["id"] for answer in made]
    assert [answer.json()["id"] for answer in again] == ids
    assert story.in_database() >= {*ids, *story.booked.values()}


def notices_a_worker_that_does_nothing(story: Story, since: float, tell: Tell) -> None:
    house = story.house
    left = WITHIN_A_MINUTE - (time.monotonic() - since)
    until(lambda: house.checks()["queue"] == "late", left, "a late heartbeat")
    took = time.monotonic() - since
    assert house.ask("GET", "/readyz").status == 503
    assert not house.queue_is_healthy()
    story.book()
    house.children["worker"].process.send_signal(signal.SIGCONT)
    back = until(lambda: house.ask("GET", "/readyz").status == 200, 30, "the worker's return")
    tell(f"a worker that consumed nothing was late after {took:.0f} s, well {back:.1f} s after")
