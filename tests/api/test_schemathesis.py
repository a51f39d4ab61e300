"""schemathesis against the committed OpenAPI file: whatever is sent is answered as the file says.

Examples are bounded and derandomised: the same run every time; who asks is drawn from them. In
about every second valid request real things and times take the place of invented ones, so that
more than 404 is met.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from core import clock
from mnic.wsgi import application
from tests.api.world import World, make_world, span
from tests.factories import NOW

FILE = Path(__file__).parents[2] / "api" / "schema.yml"

# What fits the file may still be refused: periods in order, years of this century, rules, rights.
FITTING = ["2xx", "400", "401", "403", "404", "409", "422"]
# The only fields that what fits the file may still be malformed in: times out of reach or order,
# and texts that say nothing or hold what no name, number or address holds.
TIMES = {"day", "from", "to", "starts_at", "ends_at", "valid_until", "birth_year"}
TEXTS = {"name", "email", "telephone", "commune", "programme", "note", "reason", "possible_times"}
# A place is left once and taken once, and a calendar is of one thing: no schema can say that.
PLACES = {"resources", "resource", "site"}
# Of 23 examples about so many are asked by each.
ROLES = ["director"] * 10 + ["member"] * 8 + ["visitor"] * 5

api = schemathesis.openapi.from_path(
    FILE,
    config=SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": FITTING}}}
    ),
)
api.app = application


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, and undone at the end; what an operation changes is undone after it."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(clock, "now", lambda: NOW)
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None, settings: Any) -> Iterator[World]:
    """The world; its connection stays open between requests, as Django's own test client does."""
    settings.API_RATES = {name: (1_000_000, 60) for name in settings.API_RATES}
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield built
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@api.parametrize()
@settings(
    max_examples=len(ROLES),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_api_answers_as_its_schema_says(case: Any, world: World) -> None:
    drawn = zlib.crc32(f"{case.path_parameters}{case.query}{case.body}".encode(errors="replace"))
    role = ROLES[drawn % len(ROLES)]
    fits = case.meta.generation.mode == GenerationMode.POSITIVE
    if fits and drawn // len(ROLES) % 2:
        _make_real(case, world, role)
    answer = case.call_and_validate(headers=dict(world.caller(role).headers))
    if fits and answer.status_code == 400:
        assert answer.json()["fields"].keys() <= TIMES | TEXTS | PLACES


def _make_real(case: Any, world: World, role: str) -> None:
    """The same request about things that exist, at a time that is open."""
    if "{key}" in case.path:
        case.path_parameters["key"] = world.key_for(case.path, role, "own")
    if "{person}" in case.path:
        case.path_parameters["person"] = world.member_for(role, "own")
    if "from" in (case.query or {}):
        case.query |= {"from": "2027-01-12", "to": "2027-01-13"}
    if isinstance(case.body, dict):
        case.body = _real(case.body, world, role)


def _real(body: dict[str, Any], world: World, role: str) -> dict[str, Any]:
    """The same body about things that exist."""
    things = world.whose(role, "own")
    assert world.spare_category is not None
    known = {
        "site": str(things.place.site.pk),
        "offer": str(things.place.offer.pk),
        "person": str(things.person.pk),
        "for_person": str(world.things["other"].person.pk),
        "organisation": str(things.organisation.pk),
        "category": str(world.spare_category.pk),
    }
    if "site" in body:
        known["resources"] = [str(things.place.spare[0].pk)]
    known |= span(15)
    real = {name: known.get(name, value) for name, value in body.items()}
    if isinstance(real.get("items"), list):
        real["items"] = [{**item, "offer": known["offer"]} for item in real["items"]]
    return real
