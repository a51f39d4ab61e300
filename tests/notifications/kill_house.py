"""A house of its own that is killed and gets up again: servers, worker, beat, and who books."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import redis

from mnic.launcher.house import CELERY, WORKER
from mnic.launcher.places import Place, servers_place
from mnic.launcher.postgres import PLAIN_ENVIRONMENT, start_postgres
from mnic.launcher.processes import Child, start
from mnic.launcher.valkey import start_valkey
from tests.notifications.mail_server import MailServer
from tests.processes import parents, with_children

CLONE = Path(__file__).resolve().parents[2]
PATIENCE = 60
# A killed server must have kept what it promised; only a power cut could lose what we leave out.
KEEPS_ITS_WORD = {"fsync": "off", "full_page_writes": "off", "max_connections": "50"}


@dataclass
class Booked:
    """A booking that somebody was told of, and when."""

    id: str
    at: float


class KillHouse:
    """Its parts by name: postgres, redis, worker, beat. Each can be killed and started again."""

    def __init__(self, folder: Path, mail: MailServer, *, sweeps: bool = True) -> None:
        self.folder = folder
        self.mail = mail
        self.parts = ("postgres", "redis", "worker", *(("beat",) if sweeps else ()))
        self.children: dict[str, Child] = {}
        self.booked: list[Booked] = []
        self.failed = 0
        self._loader: subprocess.Popen[str] | None = None
        self._place = _place(folder)
        self._commands: dict[str, tuple[list[str], bytes | None]] = {}

    def open(self) -> None:
        postgres = start_postgres(
            self._place,
            log=self.folder / "postgres.log",
            settings=KEEPS_ITS_WORD,
            join=lambda child: self.children.update(postgres=child),
            pause=time.sleep,
        )
        valkey = start_valkey(
            self._place,
            log=self.folder / "redis.log",
            keep=False,
            join=lambda child: self.children.update(redis=child),
            pause=time.sleep,
        )
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("MNIC_")},
            "DATABASE_URL": postgres,
            "REDIS_URL": valkey,
            "DJANGO_SETTINGS_MODULE": "tests.notifications.kill_settings",
            "MNIC_TEST_SMTP_PORT": str(self.mail.port),
        }
        self._remember_servers()
        manage = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
        subprocess.run(manage, cwd=CLONE, env=self.environment, check=True)
        beat = [*CELERY, "beat", "--schedule", str(self.folder / "beat-schedule"), "--pidfile="]
        self._commands["worker"] = ([sys.executable, *WORKER], None)
        self._commands["beat"] = ([sys.executable, *beat], None)
        for name in self.parts[2:]:
            self.start(name)

    def _remember_servers(self) -> None:
        """Both servers start again with what they were started with, on the same ports."""
        arguments = self.children["postgres"].process.args
        assert isinstance(arguments, list)
        self._commands["postgres"] = ([str(one) for one in arguments], None)
        address = redis.Redis.from_url(self.environment["REDIS_URL"]).connection_pool
        given = address.connection_kwargs
        settings = f'bind 127.0.0.1\nport {given["port"]}\nrequirepass {given["password"]}\nsave ""'
        arguments = self.children["redis"].process.args
        assert isinstance(arguments, list)
        self._commands["redis"] = ([str(one) for one in arguments], settings.encode())

    def start(self, name: str) -> None:
        command, stdin = self._commands[name]
        is_server = name in ("postgres", "redis")
        self.children[name] = start(
            name,
            command,
            log=self.folder / f"{name}-{time.monotonic_ns()}.log",
            env=PLAIN_ENVIRONMENT if is_server else self.environment,
            place=self._place if is_server else None,
            cwd=self._place.root if is_server else CLONE,
            stdin=stdin,
        )

    def kill(self, name: str) -> None:
        """SIGKILL, for it and all that it has started, as a machine that runs out of memory."""
        leader = self.children[name].process
        for pid in sorted(with_children(leader.pid, parents())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        leader.wait()

    def get_up(self, name: str) -> None:
        """Start it again, until it answers: a killed PostgreSQL may need a second start."""
        self.start(name)
        answers = {"postgres": self._database_answers, "redis": self._redis_answers}.get(name)
        deadline = time.monotonic() + PATIENCE
        while answers and not answers():
            assert time.monotonic() < deadline, f"{name} does not get up"
            if self.children[name].process.poll() is not None:
                self.start(name)
            time.sleep(0.05)

    def _database_answers(self) -> bool:
        try:
            with psycopg.connect(self.environment["DATABASE_URL"], connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _redis_answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.environment["REDIS_URL"], socket_timeout=2) as client:
                return bool(client.ping())
        except (redis.RedisError, OSError):
            return False

    def alive(self) -> dict[str, bool]:
        return {name: self.children[name].process.poll() is None for name in self.parts}

    def begin_to_book(self, pause: float) -> None:
        """From now on somebody books; each booking acknowledged is noted as it is told."""
        log = (self.folder / "load.log").open("w")
        self._loader = subprocess.Popen(
            [sys.executable, "-m", "tests.notifications.load", str(pause)],
            cwd=CLONE,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()
        assert self._loader.stdout is not None
        assert self._loader.stdout.readline() == "ready\n", (self.folder / "load.log").read_text()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._loader is not None
        assert self._loader.stdout is not None
        for line in self._loader.stdout:
            kind, _, rest = line.strip().partition(" ")
            if kind == "booked":
                self.booked.append(Booked(rest, time.monotonic()))
            else:
                self.failed += 1

    def end_booking(self) -> None:
        if self._loader is not None and self._loader.stdin is not None:
            self._loader.stdin.close()
            self._loader.wait(PATIENCE)
            self._listener.join(PATIENCE)
            assert self._loader.stdout is not None
            self._loader.stdout.close()
            self._loader = None

    def messages(self) -> dict[str, str]:
        """The Message-ID of every message, and the booking it is about."""
        asked = "select message_id, about_id::text from notifications_message"
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return dict(connection.execute(asked).fetchall())

    def states(self) -> dict[str, int]:
        asked = (
            "select state || ' ' || last_failure, count(*) from notifications_message group by 1"
        )
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return dict(connection.execute(asked).fetchall())

    def close(self) -> None:
        self.end_booking()
        for name in reversed(self.parts):
            if name in self.children:
                self.kill(name)
        shutil.rmtree(self._place.root)


def _place(folder: Path) -> Place:
    """PostgreSQL never runs as root: its folder must be one that its user may enter."""
    place = servers_place()
    root = place.root / "tests" / f"kills-{os.getpid()}-{time.monotonic_ns()}"
    root.mkdir(parents=True)
    (folder / "servers").symlink_to(root)
    return replace(place, root=root)


def wait_for(what: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
