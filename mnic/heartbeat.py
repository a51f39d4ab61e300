"""The queue's heartbeat: beat sends it, a worker writes it down, and who asks sees it stop.

It is a key of Redis that Redis forgets after a while, so that no clock of ours is believed.
`python -m mnic.heartbeat` is the health check of the worker and of beat; it needs no Django.
"""

import os
import sys
from typing import Literal

import redis

KEY = "mnic:heartbeat"
EVERY_SECONDS = 10
# Found late, noticed by a check every few seconds, told: within a minute of the last one.
LATE_AFTER_SECONDS = 45
# A heartbeat that has waited longer in the queue says nothing about now.
WORTHLESS_AFTER_SECONDS = 30

Beating = Literal["ok", "late", "down"]


def _server(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)


def write(url: str) -> None:
    """Done by the worker that was given the heartbeat; raises RedisError without a server."""
    with _server(url) as server:
        server.set(KEY, "beating", ex=LATE_AFTER_SECONDS)


def state(url: str) -> Beating:
    """`late`: Redis answers, but no worker has written for too long. `down`: no Redis."""
    try:
        with _server(url) as server:
            return "ok" if server.exists(KEY) else "late"
    except (redis.RedisError, OSError, ValueError):
        return "down"


def main() -> int:
    found = state(os.environ.get("REDIS_URL", ""))
    sys.stdout.write(f"queue: {found}\n")
    return 0 if found == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
