"""Two questions of whoever watches the house: is this process alive, does the whole house work.

Answered before anything else of Django: no host name to know, no session, no line in the logs.
"""

import functools
from collections.abc import Callable
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from mnic import heartbeat

State = Literal["ok", "late", "down", "missing", "unknown"]
NO_DATABASE = (DatabaseError, InterfaceError)


class HealthMiddleware:
    """Answers /healthz and /readyz itself; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = {"/healthz": healthz, "/readyz": readyz}.get(request.path_info)
        if view is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view()
        response.headers["Cache-Control"] = "no-store"
        # Whoever asks hears it, every few seconds: no line of the log each time.
        vars(response)["_has_been_logged"] = True
        return response


def healthz() -> HttpResponse:
    """200 as long as this process answers."""
    return JsonResponse({"status": "alive"})


def readyz() -> HttpResponse:
    """200 when database, tables, Redis and queue all work, else 503; each check says its state."""
    checks = check_house()
    ready = set(checks.values()) == {"ok"}
    body = {"status": "ready" if ready else "not_ready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def check_house() -> dict[str, State]:
    database: State = _database()
    queue: State = heartbeat.state(settings.REDIS_URL)
    return {
        "database": database,
        "migrations": _migrations() if database == "ok" else "unknown",
        "redis": "down" if queue == "down" else "ok",
        "queue": "unknown" if queue == "down" else queue,
    }


def _database() -> State:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except NO_DATABASE:
        return "down"
    return "ok"


def _migrations() -> State:
    try:
        return "ok" if _all_applied() else "missing"
    except NO_DATABASE:
        return "unknown"


class _NotYet(Exception):
    """Raised where an answer must not be remembered."""


def _all_applied() -> bool:
    try:
        return _seen_applied()
    except _NotYet:
        return False


@functools.cache
def _seen_applied() -> bool:
    """Once true it stays true for this process: its code knows no later migration."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYet
    return True
