"""Throw-away servers for the tests, started before pytest-django reads the settings.

DATABASE_URL and REDIS_URL in the environment are used as they are. Under xdist the workers
inherit what their controller started: one PostgreSQL and one Valkey for all of them.
"""

import os
import secrets
import shutil
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from mnic.launcher.commands import Stop
from mnic.launcher.errors import LauncherError
from mnic.launcher.places import Place, servers_place
from mnic.launcher.postgres import CARELESS, check_given_database, start_postgres
from mnic.launcher.registry import Registry
from mnic.launcher.supervisor import Supervisor
from mnic.launcher.valkey import start_valkey


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """A wrapper runs before every plain hook, so before pytest-django's."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            _start_what_is_missing(early_config)
        except LauncherError as error:
            raise pytest.UsageError(str(error)) from None
    return (yield)


def _start_what_is_missing(config: pytest.Config) -> None:
    given = os.environ.get("DATABASE_URL")
    if given:
        check_given_database(given)
    if given and os.environ.get("REDIS_URL"):
        return
    servers = Supervisor(_session_place(), Stop())
    folder = servers.place.root
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.add_cleanup(servers.close)
    servers.open()
    if not given:
        os.environ["DATABASE_URL"] = start_postgres(
            servers.place,
            log=folder / "postgres.log",
            settings=CARELESS,
            join=servers.join,
            pause=time.sleep,
        )
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = start_valkey(
            servers.place,
            log=folder / "valkey.log",
            keep=False,
            join=servers.join,
            pause=time.sleep,
        )


def _session_place() -> Place:
    """A folder for this session alone; those of killed sessions are emptied first."""
    place = servers_place()
    sessions = place.root / "tests"
    sessions.mkdir(exist_ok=True)
    for lock in sessions.glob("*/lock"):
        _remove_left_over(lock.parent)
    root = sessions / secrets.token_hex(4)
    root.mkdir()
    return replace(place, root=root)


def _remove_left_over(folder: Path) -> None:
    registry = Registry(folder)
    try:
        registry.take()
    except (LauncherError, FileNotFoundError):
        return  # another session of this clone is at work there, or has just gone
    shutil.rmtree(folder, ignore_errors=True)
    registry.release()
