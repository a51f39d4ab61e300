"""How much work a stretch of time was: seconds of processor, ours and everybody else's (Linux)."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.processes import fields_of, parents, with_children

TICKS = os.sysconf("SC_CLK_TCK")
PROCESSORS = os.cpu_count() or 1


@dataclass(frozen=True)
class Work:
    """Seconds of the wall, and of processors: the servers', all of this test's, the machine's."""

    lasted: float
    servers: float
    ours: float
    all: float

    def since(self, earlier: "Work") -> "Work":
        return Work(
            self.lasted - earlier.lasted,
            self.servers - earlier.servers,
            self.ours - earlier.ours,
            self.all - earlier.all,
        )

    @property
    def share(self) -> float:
        """Which part of the machine the others left to us."""
        return 1 - max(0.0, self.all - self.ours) / (self.lasted * PROCESSORS)


def work_until_now(web: int) -> Work:
    """`web` is the web server; the database's part are the backends that are connected now."""
    running = parents()
    servers = with_children(web, running) | _backends()
    ours = servers | with_children(os.getpid(), running)
    return Work(time.monotonic(), _seconds(servers), _seconds(ours), _busy())


def _backends() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity where datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def _seconds(pids: set[int]) -> float:
    return sum(int(one) for pid in pids for one in fields_of(pid)[11:13]) / TICKS


def _busy() -> float:
    """The time of all processors in which they were not idle."""
    times = [int(one) for one in Path("/proc/stat").read_text().split(maxsplit=9)[1:9]]
    return (sum(times) - times[3] - times[4]) / TICKS
