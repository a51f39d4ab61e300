"""The life of a house under its supervisor: opened, killed, opened again, closed."""

import json
import os
import pwd
import signal
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.houses import House, alive, close, family, python_for

ORDINARY_USER = pwd.getpwnam("daemon").pw_uid  # initdb wants a user with a name


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """In a folder that only its owner may enter: pytest makes it so."""
    house = House(tmp_path / "house")
    yield house
    house.remove()


def _django(house: House, code: str) -> str:
    door = "from django.contrib.sessions.backends.db import SessionStore; "
    return house.by_hand("shell", "--no-imports", "-c", door + code).strip()


def test_house_killed_then_opened_again_keeps_its_data_and_leaves_no_process(house: House) -> None:
    first = house.open()
    key = _django(house, "s = SessionStore(); s['kept'] = 'yes'; s.create(); print(s.session_key)")
    assert "Tables" in house.output.read_text()
    killed = family(first.pid)
    first.kill()
    first.wait()
    assert alive(killed), "the control: a killed supervisor leaves its servers behind"

    second = house.open()
    assert not alive(killed)
    said = house.output.read_text()
    assert said.count("Closing what a killed start left.") == 1
    assert "Tables" not in said, "nothing to migrate: nothing is asked"
    assert _django(house, f"print(SessionStore('{key}')['kept'])") == "yes"
    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}/readyz") as answer:
        assert json.load(answer)["status"] == "ready"

    rival = house.start(port=house.port + 1)
    assert rival.wait(30) == 1
    assert "already runs from this clone" in house.output.read_text()

    closed = family(second.pid)
    assert close(second) == 0
    assert not alive(closed)


def test_house_whose_worker_dies_closes_and_says_which(house: House) -> None:
    supervisor = house.open()
    members = family(supervisor.pid)
    worker = next(
        pid
        for pid in members
        if b"worker\0--concurrency" in Path(f"/proc/{pid}/cmdline").read_bytes()
        and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
        == str(supervisor.pid)
    )
    os.kill(worker, signal.SIGKILL)
    assert supervisor.wait(40) == 1
    assert "The worker stopped by itself (exit code -9)." in house.output.read_text()
    assert not alive(members)


@pytest.fixture
def ordinary_house() -> Iterator[House]:
    """Outside pytest's folder, which only root enters; skipped where nobody else is possible."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else; the other tests ran as an ordinary user")
    python = python_for(ORDINARY_USER)
    if python is None:
        pytest.skip("an ordinary user can enter neither this clone nor a Python like this one")
    house = House(Path(tempfile.mkdtemp()), user=ORDINARY_USER, python=python)
    yield house
    house.remove()


def test_house_of_an_ordinary_user_opens_and_closes(ordinary_house: House) -> None:
    supervisor = ordinary_house.open()
    members = family(supervisor.pid)
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in members}
    assert owners == {ORDINARY_USER}
    assert (ordinary_house.folder / "clone/var/servers/postgres").is_dir()
    assert close(supervisor, by=signal.SIGTERM) == 0
    assert not alive(members)
