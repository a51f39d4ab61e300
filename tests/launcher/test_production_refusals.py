"""The production settings refuse to start with what is only good for a demo."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "DJANGO_SETTINGS_MODULE": "mnic.settings.production",
    "SECRET_KEY": "k" * 64,
    "ALLOWED_HOSTS": "reserver.example.org",
    "DATABASE_URL": "postgres://mnic:pw@db.example.org/mnic",
    "REDIS_URL": "redis://:pw@redis.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://user:pw@smtp.example.org:587",
    "PUBLIC_URL": "https://reserver.example.org",
    "CALENDAR_HOST": "reserver.example.org",
}


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG)"],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_whole_environment() -> None:
    started = _start(GOOD)
    assert (started.returncode, started.stdout) == (0, "False\n"), started.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DEBUG": "1"}, "DEBUG shows the inside of the house to strangers"),
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must list names"),
        ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
        ({"MNIC_EMBEDDED_DATABASE": "1"}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "postgres://mnic@db.example.org/mnic"}, "DATABASE_URL has no password"),
        ({"REDIS_URL": None}, "REDIS_URL is missing"),
        ({"MNIC_EMBEDDED_REDIS": "1"}, "REDIS_URL is missing"),
        ({"REDIS_URL": "memory://"}, "REDIS_URL must begin with"),
        ({"EMAIL_URL": None}, "EMAIL_URL is missing"),
        ({"PUBLIC_URL": None}, "PUBLIC_URL must be https://"),
        ({"PUBLIC_URL": "https://elsewhere.example.org"}, "PUBLIC_URL must be https://"),
        ({"CALENDAR_HOST": None}, "CALENDAR_HOST is missing"),
    ],
)
def test_production_refuses_what_is_only_good_for_a_demo(
    change: dict[str, str | None], sentence: str
) -> None:
    changed = {name: value for name, value in (GOOD | change).items() if value is not None}
    refused = _start(changed)
    assert refused.returncode == 1
    last_line = refused.stderr.strip().splitlines()[-1]
    assert last_line.startswith(f"django.core.exceptions.ImproperlyConfigured: {sentence}")
