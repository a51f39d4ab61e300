"""Caddy before the web: HTTPS, what it believes of a visitor, what it keeps from strangers."""

import http.server
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from mnic.launcher.processes import free_port
from tests.production import compose
from tests.production.proxy import CADDY, HOST, caddy

pytestmark = pytest.mark.skipif(CADDY is None, reason="Caddy is not on this machine")


class _Echo(http.server.BaseHTTPRequestHandler):
    """A web that says what it was asked."""

    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(size)
        body = json.dumps({key.lower(): value for key, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _answer

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def _web(port: int) -> Iterator[None]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), _Echo) as web:
        web.daemon_threads = True
        thread = threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            web.shutdown()
            thread.join()


class _Https(HTTPSConnection):
    """To this machine, by the house's name."""

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port or 443), timeout=30)
        self.sock = self._context.wrap_socket(plain, server_hostname=HOST)  # type: ignore[attr-defined]


def _ask(
    port: int, path: str, body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = _Https(HOST, port, context=context)
    sent = {key.replace("_", "-"): value for key, value in headers.items()}
    try:
        connection.request("GET" if body is None else "POST", path, body, sent)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_the_house_hears_what_caddy_saw_and_not_what_a_visitor_claims(tmp_path: Path) -> None:
    web_port = free_port()
    with _web(web_port), caddy(tmp_path, web_port=web_port) as port:
        _, heard = _ask(
            port,
            "/",
            X_Forwarded_For="198.51.100.1, 198.51.100.2",
            X_Forwarded_Proto="http",
            X_Request_ID="chosen-by-a-stranger",
        )
    said = json.loads(heard)
    assert said["x-forwarded-for"] == "127.0.0.1"
    assert said["x-forwarded-proto"] == "https"
    assert said["host"].split(":")[0] == HOST
    assert len(said["x-request-id"]) == 36


def test_strangers_do_not_hear_how_the_house_is_and_monitors_do(tmp_path: Path) -> None:
    web_port = free_port()
    with _web(web_port), caddy(tmp_path, web_port=web_port) as port:
        for path in ("/healthz", "/readyz"):
            answer, body = _ask(port, path)
            assert (answer.status, body) == (404, b"")
        assert _ask(port, "/robots.txt")[0].status == 200
    with _web(web_port), caddy(tmp_path, web_port=web_port, health_from="127.0.0.1/32") as port:
        assert _ask(port, "/readyz")[0].status == 200


def test_a_body_that_is_too_large_is_refused(tmp_path: Path) -> None:
    web_port = free_port()
    with _web(web_port), caddy(tmp_path, web_port=web_port) as port:
        assert _ask(port, "/", b"x" * 4_900_000)[0].status == 200
        try:
            status = _ask(port, "/", b"x" * 5_100_000)[0].status
        except OSError:
            return  # the door was closed while we were still talking
    assert status in {413, 502}


def test_a_web_that_restarts_is_waited_for_and_one_that_stays_away_is_said(tmp_path: Path) -> None:
    web_port = free_port()
    with caddy(tmp_path, web_port=web_port) as port:
        found: list[int] = []
        asked = threading.Thread(target=lambda: found.append(_ask(port, "/")[0].status))
        asked.start()
        time.sleep(1)
        with _web(web_port):
            asked.join(15)
        assert found == [200]
        answer, body = _ask(port, "/")
    assert answer.status == 502
    assert compose.ANSWERS["HOUSE_TELEPHONE"] in body.decode()
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers, "the house says for how long"


def test_a_feed_that_fails_is_logged_without_its_secret(tmp_path: Path) -> None:
    with caddy(tmp_path, web_port=free_port()) as port:
        assert _ask(port, "/ical/aVeryLongSecret.ics", Cookie="x=aVeryLongSecret")[0].status == 502
    logged = (tmp_path / "caddy.log").read_text()
    assert '"uri":"/ical/[hidden]' in logged
    assert "aVeryLongSecret" not in logged
