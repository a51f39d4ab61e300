"""Nothing secret reaches a log, whichever library speaks and however deep it lies."""

import json
import logging
import logging.config
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.test import Client

from mnic import logs
from mnic.logs import HIDDEN, logging_config

SECRETS = {
    "ical": "GET /ical/k9Xq2mVhTz7LwEr4.ics",
    "query": "/compte/?token=k9Xq2mVhTz7LwEr4&x=1",
    "database": "connection to postgres://mnic:k9Xq2mVhTz7LwEr4@db:5432/mnic failed",
    "redis": "Error 111 connecting to redis://:k9Xq2mVhTz7LwEr4@redis:6379/0",
    "mail": "smtp+tls://user:k9Xq2mVhTz7LwEr4@smtp.example.org:587",
    "header": "Authorization: Token mnic_k9Xq2mVhTz7LwEr4",
    "bearer": "sent Bearer k9Xq2mVhTz7LwEr4aaaa",
    "cookie": "{'HTTP_COOKIE': '__Host-session=k9Xq2mVhTz7LwEr4; x=1'}",
    "session": "sessionid=k9Xq2mVhTz7LwEr4",
    "csrf": "csrfmiddlewaretoken=k9Xq2mVhTz7LwEr4",
    "form": '{"email": "a@example.org", "password": "k9Xq2mVhTz7LwEr4"}',
    "reset": "/compte/reset/key/k9Xq2mVhTz7LwEr4/",
}
CODE = "Votre code : 481516"
INNOCENT = {
    "request": "GET /api/v1/bookings/01930f5a-7c3e-7000-8000-0123456789ab/?from=2027-03-28",
    "code": "place_taken",
    "duration_ms": 481516,
    "at": "2027-03-28T01:30:00.123456Z",
}


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the handler of production writes; the tests' own logging comes back."""
    output = StringIO()
    logging.config.dictConfig(logging_config(as_json=True, level="INFO"))
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(output)
    yield output
    logging.config.dictConfig(settings.LOGGING)


def _say(text: Any, output: StringIO) -> str:
    structlog.get_logger("test").info("said", about=text, deep={"inside": [text]})
    logging.getLogger("library").warning("a library says %s", text)
    try:
        raise RuntimeError(text)
    except RuntimeError:
        logging.getLogger("library").exception("it broke")
    return output.getvalue()


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_a_secret_inside_a_text_is_hidden_wherever_it_is_said(text: str, written: StringIO) -> None:
    said = _say(text, written)
    assert "k9Xq2mVhTz7LwEr4" not in said
    assert said.count(HIDDEN) >= 4
    assert all(json.loads(line) for line in said.splitlines())


def test_six_digits_are_hidden_because_they_let_people_in(written: StringIO) -> None:
    assert "481516" not in _say(CODE, written)


def test_a_value_with_the_name_of_a_secret_is_hidden_at_any_depth(written: StringIO) -> None:
    structlog.get_logger("test").info("said", api_token="abc", deep={"Password": {"x": "abc"}})
    line = json.loads(written.getvalue())
    assert (line["api_token"], line["deep"]["Password"]) == (HIDDEN, HIDDEN)


def test_what_is_no_secret_is_kept_as_it_is(written: StringIO) -> None:
    structlog.get_logger("test").info("said", **INNOCENT)
    line = json.loads(written.getvalue())
    assert {name: line[name] for name in INNOCENT} == INNOCENT


@pytest.mark.parametrize("text", [*SECRETS.values(), CODE])
def test_control_without_the_guard_the_secret_is_written(
    text: str, written: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "SECRET_TEXTS", [])
    monkeypatch.setattr(logs, "SIX_DIGITS", logs.re.compile(r"(?!)"))
    said = _say(text, written)
    assert "k9Xq2mVhTz7LwEr4" in said or "481516" in said


def test_a_task_is_told_when_it_follows_from_a_request_and_not_when_the_clock_sent_it(
    written: StringIO,
) -> None:
    logger = structlog.get_logger("django_structlog.celery.receivers")
    logger.info("task_started", task="mnic.tasks.beat_heart")
    assert written.getvalue() == ""
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        logger.info("task_started", task="notifications.tasks.deliver_waiting")
    logger.error("task_failed", task="mnic.tasks.beat_heart")
    assert [json.loads(x)["event"] for x in written.getvalue().splitlines()] == [
        "task_started",
        "task_failed",
    ]


@pytest.mark.django_db
def test_a_request_has_one_id_in_its_lines_and_in_its_answer(written: StringIO) -> None:
    answer = Client().get("/robots.txt", headers={"X-Request-ID": "chosen-by-a-stranger"})
    given = answer.headers["X-Request-ID"]
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {line["request_id"] for line in lines} == {given}
    assert len(given) == 32, "no proxy stands in front: nobody else chooses it"
