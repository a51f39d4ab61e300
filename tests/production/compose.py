"""docker-compose.yml as Docker reads it: variables filled in, commands split into words."""

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

CLONE = Path(__file__).resolve().parents[2]
FILE = CLONE / "docker-compose.yml"
VARIABLE = re.compile(r"\$(?:(\$)|\{(\w+)(?:(:-|:\?)([^}]*))?\})")
# Services that keep what may not be lost.
KEEPERS = {"postgres", "redis"}
# What an operator writes into .env.
ANSWERS = {
    "SECRET_KEY": "a-long-secret-of-the-test-" * 3,
    "HOUSE_HOST": "reserver.example.org",
    "CALENDAR_HOST": "reserver.example.org",
    "POSTGRES_PASSWORD": "postgresPasswordOfTheTest",
    "REDIS_PASSWORD": "redisPasswordOfTheTest",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "MNIC <ne-pas-repondre@example.org>",
    "HOUSE_TELEPHONE": "03 53 01 00 62",
    "HOUSE_EMAIL": "accueil@example.org",
    "ACME_EMAIL": "exploitation@example.org",
}


class Missing(Exception):
    """A variable that the file demands is not in the environment."""


def plain() -> dict[str, Any]:
    """The file with its anchors, and its variables as written."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return read


def services(answers: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Every service with its variables filled in; raises Missing."""
    filled: dict[str, dict[str, Any]] = _filled(plain()["services"], answers)
    return filled


def command(service: dict[str, Any]) -> list[str]:
    words = service["command"]
    return shlex.split(words) if isinstance(words, str) else list(words)


def _filled(value: Any, answers: dict[str, str]) -> Any:
    match value:
        case str():
            return VARIABLE.sub(lambda found: _answer(found, answers), value)
        case dict():
            # What has no value is passed on from .env, or not at all.
            passed = {key: answers.get(key) if one is None else one for key, one in value.items()}
            return {key: _filled(one, answers) for key, one in passed.items() if one is not None}
        case list():
            return [_filled(inner, answers) for inner in value]
    return value


def _answer(found: re.Match[str], answers: dict[str, str]) -> str:
    dollar, name, operator, text = found.groups()
    if dollar:
        return "$"
    if answers.get(name):
        return answers[name]
    if operator == ":?":
        raise Missing(f"{name}: {text}")
    return text or ""
