"""How often somebody may ask: strangers counted by address, people by who they are.

Counts live in the cache, one per caller and window. While it is down each process counts for
itself: the house works without it (core/cache.py).
"""

import functools
import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis import Redis
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.auth import viewer_of
from core import clock
from core.cache import FAILURES, is_resting, rest

if TYPE_CHECKING:
    # REST framework loads this module while it loads its views.
    from rest_framework.views import APIView


def client_address(request: HttpRequest | Request) -> str:
    """The address that our outermost proxy saw; without proxies, the connection's own.

    X-Forwarded-For is believed only as far as NUM_PROXIES of our own have added to it.
    """
    seen = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part
    ]
    proxies: int = settings.NUM_PROXIES
    if proxies and seen:
        return str(seen[-min(proxies, len(seen))])
    return str(request.META.get("REMOTE_ADDR", ""))


def seconds_to_wait(scope: str, caller: str) -> int:
    """Count one request; 0 when it is within the rate, else the seconds until the next window."""
    allowed, window = settings.API_RATES[scope]
    place, into = divmod(int(clock.now().timestamp()), window)
    digest = hashlib.sha256(caller.encode()).hexdigest()[:32]
    count = _count(f"rate:{scope}:{digest}:{place}", window)
    return window - into if count > allowed else 0


def _count(key: str, window: int) -> int:
    server = _server()
    if server is None or is_resting():
        return _count_in_cache(key, window)
    try:
        count = int(server.incr(key))
        if count == 1:
            server.expire(key, window + 1)
    except FAILURES as failure:
        rest(failure)
        return _count_in_cache(key, window)
    return count


@functools.cache
def _server() -> Redis | None:
    """The server behind the cache: Django's cache asks it twice for a count, by a new client."""
    cache_settings = settings.CACHES["default"]
    address = cache_settings.get("LOCATION")
    return Redis.from_url(address, **cache_settings.get("OPTIONS", {})) if address else None


def _count_in_cache(key: str, window: int) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:
        return 1 if cache.add(key, 1, timeout=window + 1) else int(cache.incr(key))


def check_rate(scope: str, caller: str) -> None:
    """Raises Throttled when this caller has asked too often."""
    wait = seconds_to_wait(scope, caller)
    if wait:
        raise Throttled(wait=wait)


class CallerThrottle(BaseThrottle):
    """The general rate of every address of the API."""

    waited: int = 0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        person = viewer_of(request)
        if person is None:
            self.waited = seconds_to_wait("visitor", client_address(request))
        else:
            self.waited = seconds_to_wait("person", str(person.pk))
        return not self.waited

    def wait(self) -> Any:
        return self.waited
