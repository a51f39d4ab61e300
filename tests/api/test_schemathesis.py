"""schemathesis against the committed OpenAPI file: whatever is sent is answered as the file says.

Examples are bounded and derandomised: the same run every time. In about every second valid request
the ids of real things take the place of invented ones, so that more than 404 is met.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from mnic.wsgi import application
from tests.api.world import World, make_world

FILE = Path(__file__).parents[2] / "api" / "schema.yml"
ROLE = "director"

# What fits the file may still be refused: periods in order, years of this century, rules, rights.
FITTING = ["2xx", "400", "401", "403", "404", "409", "422"]

api = schemathesis.openapi.from_path(
    FILE,
    config=SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": FITTING}}}
    ),
)
api.app = application


@pytest.fixture
def world(db: None, settings: Any) -> Iterator[World]:
    """The world; its connection stays open between requests, as Django's own test client does."""
    settings.API_RATES = {name: (1_000_000, 60) for name in settings.API_RATES}
    made = make_world()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@api.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_api_answers_as_its_schema_says(case: Any, world: World) -> None:
    if case.meta.generation.mode == GenerationMode.POSITIVE and len(str(case.body)) % 2:
        _with_real_ids(case, world)
    case.call_and_validate(headers=dict(world.caller(ROLE).headers))


def _with_real_ids(case: Any, world: World) -> None:
    if "{key}" in case.path:
        case.path_parameters["key"] = world.key_for(case.path, ROLE, "own")
    if "{person}" in case.path:
        case.path_parameters["person"] = world.member_for(ROLE, "own")
    if isinstance(case.body, dict):
        case.body = _real(case.body, world)


def _real(body: dict[str, Any], world: World) -> dict[str, Any]:
    """The same body about things that exist."""
    things = world.whose(ROLE, "own")
    assert world.spare_category is not None
    known = {
        "site": str(things.place.site.pk),
        "offer": str(things.place.offer.pk),
        "person": str(things.person.pk),
        "for_person": str(world.things["other"].person.pk),
        "organisation": str(things.organisation.pk),
        "category": str(world.spare_category.pk),
        "resources": [str(things.place.spare[0].pk)],
    }
    real = {name: known.get(name, value) for name, value in body.items()}
    if isinstance(real.get("items"), list):
        real["items"] = [{**item, "offer": known["offer"]} for item in real["items"]]
    return real
