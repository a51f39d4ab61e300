"""How much work a stretch of time was: seconds of processor, ours and everybody else's (Linux)."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

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
    parents = _parents()
    servers = _with_children(web, parents) | _backends()
    ours = servers | _with_children(os.getpid(), parents)
    return Work(time.monotonic(), _seconds(servers), _seconds(ours), _busy())


def _backends() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity where datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def _parents() -> dict[int, int]:
    pids = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]
    return {pid: int(fields[1]) for pid in pids if (fields := _stat(pid))}


def _with_children(root: int, parents: dict[int, int]) -> set[int]:
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; none once it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _seconds(pids: set[int]) -> float:
    return sum(int(one) for pid in pids for one in _stat(pid)[11:13]) / TICKS


def _busy() -> float:
    """The time of all processors in which they were not idle."""
    times = [int(one) for one in Path("/proc/stat").read_text().split(maxsplit=9)[1:9]]
    return (sum(times) - times[3] - times[4]) / TICKS
