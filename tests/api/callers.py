"""Callers of the API: a program with a token, or a visitor with a cookie jar."""

from typing import Any

from django.test import Client

from accounts.models import ApiToken, Person
from accounts.services.tokens import create_token
from tests.factories import NOW

ROOT = "/api/v1/"


class Caller:
    """Speaks JSON to the API as somebody; with a token unless it is a visitor."""

    def __init__(self, person: Person | None = None, *, scope: str = ApiToken.Scope.WRITE) -> None:
        self.person = person
        self.client = Client()
        self.headers: dict[str, str] = {}
        if person is not None:
            _, key = create_token(person, name="test", scope=scope, now=NOW)
            self.headers["Authorization"] = f"Token {key}"

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.get(ROOT + path, query, headers=self._with(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._send("post", path, {} if body is None else body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self._send("patch", path, body, headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.client.delete(ROOT + path, headers=self._with(headers))

    def send(self, method: str, path: str, given: dict[str, Any], as_query: bool) -> Any:
        """Any method, as the matrix walks them."""
        if as_query:
            return self.get(path, given)
        return self._send(method.lower(), path, given, {})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        send = getattr(self.client, method)
        return send(ROOT + path, body, content_type="application/json", headers=self._with(headers))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {**self.headers, **named}
