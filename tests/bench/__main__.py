"""Start servers of its own, measure, print; nothing is kept. `python -m tests.bench`."""

import argparse
import os
import shutil
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import django
from django.core.management import call_command

from mnic.launcher.commands import Stop
from mnic.launcher.house import WEB
from mnic.launcher.places import Place, servers_place
from mnic.launcher.postgres import start_postgres
from mnic.launcher.processes import Child, free_port, start, wait_until
from mnic.launcher.supervisor import Supervisor
from mnic.launcher.valkey import start_valkey
from tests.bench.clients import Servers

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running() -> Iterator[Servers]:
    """A PostgreSQL, a Valkey and a gunicorn of this run alone, with tables and no rows."""
    place = servers_place()
    place = replace(place, root=place.folder("bench"))
    with Supervisor(place, Stop()) as servers:
        try:
            database = _databases(servers, place)
            os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
            django.setup()
            call_command("migrate", verbosity=0)
            port, web = _web(servers, place)
            yield Servers(port, web.process.pid, database.process.pid)
        finally:
            shutil.rmtree(place.root, ignore_errors=True)


def _databases(servers: Supervisor, place: Place) -> Child:
    children: list[Child] = []

    def join(child: Child) -> None:
        children.append(child)
        servers.join(child)

    log = place.root / "postgres.log"
    os.environ["DATABASE_URL"] = start_postgres(
        place, log=log, settings={}, join=join, pause=time.sleep
    )
    log = place.root / "valkey.log"
    os.environ["REDIS_URL"] = start_valkey(place, log=log, keep=False, join=join, pause=time.sleep)
    return children[0]


def _web(servers: Supervisor, place: Place) -> tuple[int, Child]:
    port = free_port()
    child = start(
        "The web server",
        [sys.executable, *WEB, "--bind", f"127.0.0.1:{port}"],
        log=place.root / "web.log",
        env=os.environ | {"DATABASE_POOL": "8"},
        cwd=ROOT,
    )
    servers.join(child)
    wait_until(lambda: _answers(port), child, pause=time.sleep)
    return port, child


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/floor/nothing/", timeout=5):
            return True
    except OSError:
        return False


def asked() -> argparse.Namespace:
    """What to measure; without arguments everything, which is what docs/performance.md tells."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", default="", help="rows with one of these: bookings,planning")
    parser.add_argument("--sets", default="1,2,3", help="data sets by their number: 1,3")
    parser.add_argument("--strict", action="store_true", help="fail when a goal is not held")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = asked()
    with running() as house:
        from tests.bench.report import measure_everything  # needs django.setup()

        has_held = measure_everything(
            house,
            only=arguments.only.split(","),
            sets=[int(number) for number in arguments.sets.split(",")],
        )
    sys.exit(1 if arguments.strict and not has_held else 0)
