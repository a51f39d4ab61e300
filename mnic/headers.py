"""Headers that every answer carries, static files included, beside those that Django sets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class HeadersMiddleware:
    """Adds FIXED_HEADERS wherever a view has not said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._fixed: dict[str, str] = settings.FIXED_HEADERS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self._fixed.items():
            response.headers.setdefault(name, value)
        return response
