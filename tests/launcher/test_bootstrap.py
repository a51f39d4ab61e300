"""One clear sentence, and no traceback, for whoever can't have a house yet."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mnic.launcher import install, postgres
from mnic.launcher.commands import Stop, run
from mnic.launcher.errors import LauncherError
from tests.launcher.houses import CLONE

BOOTSTRAP = CLONE / "mnic" / "launcher" / "bootstrap.py"


def _make_run(
    environment: dict[str, str], *, preface: str = "pass"
) -> subprocess.CompletedProcess[str]:
    """Run the first step as `make run` does, in a Python that `preface` may have aged."""
    code = f"import runpy, sys; {preface}; sys.argv = ['bootstrap.py', 'run']; "
    code += f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = _make_run({"PATH": os.environ["PATH"], "PORT": str(port)})
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} is already in use: stop what uses it, or choose another one, "
        f"for instance `PORT={port + 1} make run`.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "door"])
def test_port_that_is_none_is_one_sentence(port: str) -> None:
    refused = _make_run({"PATH": os.environ["PATH"], "PORT": port})
    assert (refused.returncode, refused.stderr) == (1, f"PORT={port} is no port number.\n")


def test_python_too_old_is_one_sentence() -> None:
    refused = _make_run({"PATH": "/nowhere"}, preface="sys.version_info = (3, 9, 2)")
    assert (refused.returncode, refused.stderr) == (
        1,
        "The house needs Python 3.11 or later; this is Python 3.9: install a newer one.\n",
    )


def test_full_disk_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "ROOM_BYTES", 10**18)
    with pytest.raises(LauncherError, match=r"^The disk is full: installing the house needs"):
        install._check_room()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("getaddrinfo EAI_AGAIN registry.npmjs.org", "No network, or a package server"),
        ("write: No space left on device", "The disk is full: trial could not finish"),
        ("it broke", "trial failed (exit code 3).\n    it broke"),
    ],
)
def test_failed_step_says_why(
    output: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnic.launcher.commands.LOGS", tmp_path)
    with pytest.raises(LauncherError) as failure:
        run("trial", ["sh", "-c", f"echo '{output}'; exit 3"], stop=Stop())
    assert str(failure.value).startswith(sentence)


def test_database_that_cannot_be_reached_is_one_sentence() -> None:
    with pytest.raises(LauncherError, match=r"^The database of DATABASE_URL can't be reached: "):
        postgres.check_given_database("postgres://mnic:wrong@127.0.0.1:1/mnic")


def test_database_too_old_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ["DATABASE_URL"]
    postgres.check_given_database(url)
    monkeypatch.setattr(postgres, "OLDEST_MAJOR", 99)
    with pytest.raises(LauncherError, match=r"^The database of DATABASE_URL is PostgreSQL \d\d: "):
        postgres.check_given_database(url)


def test_environment_behind_a_link_is_never_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs").touch()
    (tmp_path / ".venv").symlink_to(elsewhere)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    with pytest.raises(LauncherError, match=r"is a link to an environment of elsewhere"):
        install._make_venv(Stop())
    assert (elsewhere / "theirs").exists()
