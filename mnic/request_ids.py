"""A name for each request: in its log lines, in its answer, in the tasks that follow from it."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.throttles import client_address

WELL_FORMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,63}")
HEADER = "HTTP_X_REQUEST_ID"


class RequestIdMiddleware:
    """Outermost: what goes wrong further inside is answered with the id too.

    Only a proxy of ours may choose the id, and only one that can't break a line of a log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = _chosen_by_our_proxy(request) or secrets.token_hex(16)
        request.META[HEADER] = chosen  # where django-structlog looks for it
        request.request_id = chosen  # type: ignore[attr-defined]  # for the page of a 500
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=chosen, ip=client_address(request))
        response = self.get_response(request)
        response.headers["X-Request-ID"] = chosen
        return response


def _chosen_by_our_proxy(request: HttpRequest) -> str | None:
    given: str = request.META.get(HEADER, "")
    return given if settings.NUM_PROXIES and WELL_FORMED.fullmatch(given) else None
