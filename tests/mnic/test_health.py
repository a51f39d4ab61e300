"""Alive, ready, and what exactly is not: each check alone, with the others well."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from mnic import health, heartbeat
from mnic.tasks import beat_heart

WELL = {"database": "ok", "migrations": "ok", "redis": "ok", "queue": "ok"}


@pytest.fixture(autouse=True)
def _beating(settings: Settings) -> Iterator[None]:
    settings.REDIS_URL = os.environ["REDIS_URL"]
    settings.ALLOWED_HOSTS = ["reserver.example.org"]
    health._seen_applied.cache_clear()
    beat_heart()
    yield
    health._seen_applied.cache_clear()


def _ask(path: str = "/readyz", **more: Any) -> Any:
    return Client().get(path, **more)


@pytest.mark.django_db
def test_a_house_that_is_well_is_ready_whatever_name_it_is_asked_by() -> None:
    answer = _ask(headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "checks": WELL})
    assert answer.headers["Cache-Control"] == "no-store"
    assert _ask("/", headers={"Host": "10.0.0.7:8000"}).status_code == 400, "the control"


def test_alive_asks_nothing_of_the_database() -> None:
    """Without the mark of a database, any question of it would fail."""
    assert _ask("/healthz").json() == {"status": "alive"}


def test_only_reading_is_allowed() -> None:
    assert Client().post("/readyz").status_code == 405


@pytest.mark.django_db
def test_a_queue_without_heartbeat_is_late() -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        assert 0 < server.ttl(heartbeat.KEY) <= heartbeat.LATE_AFTER_SECONDS
        server.delete(heartbeat.KEY)
    answer = _ask()
    assert (answer.status_code, answer.json()["checks"]) == (503, WELL | {"queue": "late"})


@pytest.mark.django_db
def test_no_redis_is_said_of_redis_and_the_queue_is_unknown(settings: Settings) -> None:
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"
    answer = _ask()
    assert answer.status_code == 503
    assert answer.json()["checks"] == WELL | {"redis": "down", "queue": "unknown"}
    assert b"secret" not in answer.content


@pytest.mark.django_db
def test_no_database_leaves_its_tables_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError from psycopg.OperationalError("postgres://mnic:secret@db")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = _ask()
    assert answer.status_code == 503
    assert answer.json()["checks"] == WELL | {"database": "down", "migrations": "unknown"}
    assert b"secret" not in answer.content


@pytest.mark.django_db
def test_a_missing_migration_is_not_remembered_and_a_whole_database_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0003%%'")
        assert _ask().json()["checks"] == WELL | {"migrations": "missing"}
        cursor.execute("INSERT INTO django_migrations (app, name, applied) "
                       "VALUES ('core', '0003_restoration', now())")  # fmt: skip
        assert _ask().json()["checks"] == WELL
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
        assert _ask().json()["checks"] == WELL, "asked once, then never again"


def test_the_heartbeat_is_found_late_in_time_to_be_told_within_a_minute() -> None:
    checks_every, tries = 5, 2  # docker-compose.yml
    assert heartbeat.LATE_AFTER_SECONDS + checks_every * tries < 60
    assert heartbeat.EVERY_SECONDS * 3 < heartbeat.LATE_AFTER_SECONDS
