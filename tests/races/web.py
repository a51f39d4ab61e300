"""The project's own web server on a free port, in front of the test's database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from mnic.launcher.house import WEB

PATIENCE = 60


class WebServer(NamedTuple):
    port: int
    pid: int


@contextmanager
def web_server(without: tuple[str, ...] = ()) -> Iterator[WebServer]:
    """Gunicorn with the launcher's own arguments; stopped at the end.

    `without`: the guards of a control (tests/races/guards.py) that it does not have.
    """
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(128)
        door.set_inheritable(True)
        port: int = door.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, *WEB, "--bind", f"fd://{door.fileno()}", "--log-level", "warning"],
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"DATABASE_URL": _test_database()} | _settings(without),
            pass_fds=(door.fileno(),),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a line for each refusal
        )
        try:
            _wait_until_ready(server, port)
            yield WebServer(port, server.pid)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _settings(without: tuple[str, ...]) -> dict[str, str]:
    if not without:
        return {"DJANGO_SETTINGS_MODULE": "mnic.settings.test"}
    module = "tests.races.unguarded_settings"
    return {"DJANGO_SETTINGS_MODULE": module, "MNIC_WITHOUT": ",".join(without)}


def _test_database() -> str:
    """DATABASE_URL, with the name of the database that the tests made."""
    url = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    return url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def _wait_until_ready(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, "the web server has ended"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the web server is not ready in time")
