"""The cache that goes on without its server: counts are then kept by each process, for a while.

The house keeps only counters in it (how often somebody asked, or guessed). Without Redis everybody
is let in as before; limits still hold, one process at a time.
"""

import functools
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

# For so long nobody asks a server that has just failed: nobody waits for it in every request.
REST_SECONDS = 5.0
FAILURES = (RedisError, OSError)

logger = structlog.get_logger(__name__)
_rests_until = 0.0


def is_resting() -> bool:
    """Whether the server failed a moment ago, so that this process does without it."""
    return time.monotonic() < _rests_until


def rest(failure: Exception) -> None:
    """The server has failed: do without it for some seconds."""
    global _rests_until
    _rests_until = time.monotonic() + REST_SECONDS
    logger.warning("cache_without_server", failure=type(failure).__name__)


def wake() -> None:
    """Ask the server again at once; tests begin like this."""
    global _rests_until
    _rests_until = 0.0


def _or_memory(name: str) -> Callable[..., Any]:
    on_server = getattr(RedisCache, name)

    @functools.wraps(on_server)
    def ask(cache: "RedisOrMemory", *args: Any, **kwargs: Any) -> Any:
        if not is_resting():
            try:
                return on_server(cache, *args, **kwargs)
            except FAILURES as failure:
                rest(failure)
        return getattr(cache.memory, name)(*args, **kwargs)

    return ask


class RedisOrMemory(RedisCache):
    """Django's cache in Redis, and this process's own memory while there is none."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.memory = LocMemCache("without-server", {})

    add = _or_memory("add")
    get = _or_memory("get")
    set = _or_memory("set")
    touch = _or_memory("touch")
    delete = _or_memory("delete")
    get_many = _or_memory("get_many")
    has_key = _or_memory("has_key")
    incr = _or_memory("incr")
    set_many = _or_memory("set_many")
    delete_many = _or_memory("delete_many")
    clear = _or_memory("clear")
