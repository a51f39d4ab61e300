"""Eight clients with a connection each, a bounded number of requests, and the CPU they cost."""

import http.client
import json
import os
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.processes import fields_of, parents, with_children

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Call:
    """One request to send."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a series of requests cost; times in milliseconds, CPU per request."""

    requests: int
    statuses: Counter[int]
    per_second: float
    p50: float
    p95: float
    app_cpu: float
    database_cpu: float
    size: int
    statements: int

    @property
    def cpu(self) -> float:
        return self.app_cpu + self.database_cpu


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the measured house answers, and the root processes of its two halves."""

    port: int
    app: int
    database: int


def measure(servers: Servers, calls: Sequence[Call], tokens: Sequence[str]) -> Measured:
    """Send the first call to be looked at, the others from a client a token."""
    statements, size = _look(servers.port, calls[0], tokens[0])
    rest = calls[1:]
    times: list[float] = []
    statuses: Counter[int] = Counter()
    before = cpu_seconds(servers.app), cpu_seconds(servers.database)
    began = time.perf_counter()
    send(servers, rest, tokens, times, statuses)
    took = time.perf_counter() - began
    after = cpu_seconds(servers.app), cpu_seconds(servers.database)
    count = len(rest)
    ranks = statistics.quantiles(times, n=20)
    return Measured(
        requests=count,
        statuses=statuses,
        per_second=count / took,
        p50=ranks[9] * 1000,
        p95=ranks[18] * 1000,
        app_cpu=(after[0] - before[0]) / count * 1000,
        database_cpu=(after[1] - before[1]) / count * 1000,
        size=size,
        statements=statements,
    )


def send(
    servers: Servers,
    calls: Sequence[Call],
    tokens: Sequence[str],
    times: list[float],
    statuses: Counter[int],
) -> None:
    """All calls, shared between a client a token, who begin together."""
    shares = [calls[n :: len(tokens)] for n in range(len(tokens))]
    _all_at_once(
        [
            partial(_send, servers.port, share, token, times, statuses)
            for share, token in zip(shares, tokens, strict=True)
        ]
    )


def cpu_seconds(root: int) -> float:
    """User and system time of a process and all that descend from it, ended ones included."""
    return sum(_own(pid) for pid in with_children(root, parents()))


def _own(pid: int) -> float:
    """Its own time to the nanosecond, that of its ended children to the tick of the kernel."""
    fields = fields_of(pid)
    try:
        own = time.clock_gettime(_clock_of(pid))
    except OSError:  # it has just ended; its parent tells
        return 0.0
    return own + sum(map(int, fields[13:15])) / TICK


def _clock_of(pid: int) -> int:
    """The processor clock of another process: clock_getcpuclockid(3), which Python lacks."""
    return (~pid << 3) | 2


def _all_at_once(works: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _look(port: int, call: Call, token: str) -> tuple[int, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    response, body = _one(connection, call, token, ("X-Count", "1"))
    connection.close()
    return int(response.headers["X-Count"]), len(body)


def _send(
    port: int, calls: Sequence[Call], token: str, times: list[float], statuses: Counter[int]
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for call in calls:
        began = time.perf_counter()
        response, _ = _one(connection, call, token)
        times.append(time.perf_counter() - began)
        statuses[response.status] += 1
    connection.close()


def _one(
    connection: http.client.HTTPConnection, call: Call, token: str, *more: tuple[str, str]
) -> tuple[http.client.HTTPResponse, bytes]:
    headers = {"Authorization": f"Token {token}", **dict(call.headers), **dict(more)}
    body = None
    if call.body is not None:
        body, headers["Content-Type"] = json.dumps(call.body), "application/json"
    connection.request(call.method, call.path, body, headers)
    response = connection.getresponse()
    return response, response.read()
