"""The cache without its server: this process counts for itself, and asks again after a rest."""

import os
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from core import cache as core_cache
from core.cache import RedisOrMemory

QUICK = {"OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}}


@pytest.fixture(autouse=True)
def _awake() -> Iterator[None]:
    core_cache.wake()
    yield
    core_cache.wake()


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes connections and never answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(50)
        yield f"redis://127.0.0.1:{door.getsockname()[1]}"


def _used(cache: Any) -> None:
    """What django-allauth and the throttles do with a cache."""
    cache.clear()
    assert cache.add("lock", True, timeout=10) is True
    assert cache.add("lock", True, timeout=10) is False
    assert cache.delete("lock") is True
    cache.set("history", [3, 2, 1], 60)
    assert cache.get("history", []) == [3, 2, 1]
    cache.set("count", 1, 60)
    assert cache.incr("count") == 2
    assert cache.get_many(["count", "none"]) == {"count": 2}


def test_cache_counts_on_its_server() -> None:
    address = os.environ["REDIS_URL"]
    _used(RedisOrMemory(address, QUICK))
    assert RedisCache(address, {}).get("count") == 2
    assert not core_cache.is_resting()


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1", "silent"])
def test_cache_goes_on_in_memory(address: str, silent: str) -> None:
    start = time.monotonic()
    _used(RedisOrMemory(silent if address == "silent" else address, QUICK))
    assert core_cache.is_resting()
    assert time.monotonic() - start < 1  # one silence is heard out, the rest is not even asked


def test_control_djangos_own_cache_fails() -> None:
    with pytest.raises(RedisError):
        _used(RedisCache("redis://127.0.0.1:1", QUICK))


def test_server_is_asked_again_after_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core_cache, "REST_SECONDS", 0.05)
    RedisOrMemory("redis://127.0.0.1:1", QUICK).get("x")
    time.sleep(0.06)
    cache = RedisOrMemory(os.environ["REDIS_URL"], QUICK)
    cache.set("back", 1)
    assert RedisCache(os.environ["REDIS_URL"], {}).get("back") == 1


def test_house_uses_it(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "core.cache.RedisOrMemory", "LOCATION": "redis://x"}}
    assert isinstance(caches["default"], RedisOrMemory)
