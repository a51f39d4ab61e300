"""The house's PostgreSQL and Valkey: embedded, unless the environment names others."""

import os
from collections.abc import Callable

from mnic.launcher.commands import LOGS, Stop
from mnic.launcher.places import Place
from mnic.launcher.postgres import check_given_database, start_postgres
from mnic.launcher.processes import Child
from mnic.launcher.valkey import check_given_redis, start_valkey


def start_servers(place: Place, join: Callable[[Child], None], stop: Stop) -> None:
    """Start what the environment does not name, and put the addresses there."""
    if os.environ.get("DATABASE_URL"):
        check_given_database(os.environ["DATABASE_URL"])
    else:
        _start_embedded_postgres(place, join, stop)
    if os.environ.get("REDIS_URL"):
        check_given_redis(os.environ["REDIS_URL"])
    else:
        _start_embedded_valkey(place, join, stop)


def _start_embedded_postgres(place: Place, join: Callable[[Child], None], stop: Stop) -> None:
    log = LOGS / "postgres.log"
    os.environ["DATABASE_URL"] = start_postgres(
        place, log=log, settings={}, join=join, pause=stop.pause
    )
    os.environ["MNIC_EMBEDDED_DATABASE"] = "1"


def _start_embedded_valkey(place: Place, join: Callable[[Child], None], stop: Stop) -> None:
    log = LOGS / "valkey.log"
    os.environ["REDIS_URL"] = start_valkey(place, log=log, keep=True, join=join, pause=stop.pause)
    os.environ["MNIC_EMBEDDED_REDIS"] = "1"
