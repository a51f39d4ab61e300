"""The house of docker-compose.yml without Docker: its commands, its environment, its files."""

import json
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from dockerfile_parse import DockerfileParser

from mnic.launcher.processes import Child, free_port, start
from tests.production import compose
from tests.production.compose import ANSWERS, CLONE
from tests.production.engines import Postgres, Valkey

BIN = Path(sys.executable).parent
HOST = ANSWERS["HOUSE_HOST"]
# What our proxy says to the web.
BEHIND_CADDY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


@dataclass(frozen=True)
class Answer:
    """What came back, with the names of its headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    cookies: list[str] = field(default_factory=list)

    def json(self) -> Any:
        return json.loads(self.body)


class ProductionHouse:
    """The image's files with the environment and the commands of Compose."""

    def __init__(self, folder: Path, postgres: Postgres, valkey: Valkey, mail_port: int) -> None:
        self.folder = folder
        self.postgres, self.valkey = postgres, valkey
        self.port = free_port()
        answers = ANSWERS | {"EMAIL_URL": f"smtp://127.0.0.1:{mail_port}", "WEB_PROCESSES": "1"}
        self.services = compose.services(answers | {"DATABASE_POOL": "2"})
        self.children: dict[str, Child] = {}
        self._pool = ThreadPoolExecutor(16)

    def environment(self, name: str) -> dict[str, str]:
        """The service's own, with its neighbours' names as addresses of this machine."""
        given = {key: str(value) for key, value in self.services[name]["environment"].items()}
        for key, value in given.items():
            here = value.replace("@postgres:5432", f"@127.0.0.1:{self.postgres.port}")
            given[key] = here.replace("@redis:6379", f"@127.0.0.1:{self.valkey.port}")
        ours = {"PATH": f"{BIN}:/usr/bin:/bin", "WEB_BIND": f"127.0.0.1:{self.port}"}
        return given | ours | {"DATABASE_POOL_TIMEOUT": "2", "LC_ALL": "C.UTF-8"}

    def start(self, name: str) -> Child:
        command = self._image_command() if name == "web" else self._command(name)
        self.children[name] = start(
            name,
            [BIN / command[0], *command[1:]],
            log=self.folder.parent / f"{name}-{uuid.uuid4().hex[:6]}.log",
            env=self.environment(name),
            cwd=self.folder,
        )
        return self.children[name]

    def _image_command(self) -> list[str]:
        command: list[str] = json.loads(_of_dockerfile("CMD"))
        return command

    def image_is_healthy(self) -> bool:
        """The Dockerfile's own check, asked on our port."""
        check = _of_dockerfile("HEALTHCHECK").partition("CMD ")[2]
        command: list[str] = json.loads(check.replace(":8000/", f":{self.port}/"))
        return self._succeeds(command, "web")

    def _command(self, name: str) -> list[str]:
        words = compose.command(self.services[name])
        return [w.replace("/tmp/", f"{self.folder.parent}/") for w in words]

    def run(self, *command: str, service: str = "migrate", **more: str) -> str:
        """A command in a container of that service, to its end."""
        done = subprocess.run(
            [BIN / command[0], *command[1:]],
            cwd=self.folder,
            env=self.environment(service) | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def migrate(self) -> None:
        self.run(*self._command("migrate"))

    def furnish(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(
            self.run("python", "-m", "tests.production.furnish", PYTHONPATH=str(CLONE))
        )
        return made

    def queue_is_healthy(self) -> bool:
        """As the containers of worker and beat are asked."""
        _, *test = self.services["worker"]["healthcheck"]["test"]
        return self._succeeds(test, "worker")

    def _succeeds(self, command: list[str], service: str) -> bool:
        done = subprocess.run(
            [BIN / command[0], *command[1:]],
            cwd=self.folder,
            env=self.environment(service),
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = BEHIND_CADDY | {k.replace("_", "-"): v for k, v in headers.items() if v}
            for name in [key for key, value in headers.items() if not value]:
                sent.pop(name.replace("_", "-"), None)
            data = None if body is None else json.dumps(body).encode()
            if data is not None:
                sent["Content-Type"] = "application/json"
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            read = answer.read()
        finally:
            connection.close()
        return Answer(
            answer.status,
            {key.lower(): value for key, value in answer.getheaders()},
            read,
            time.monotonic() - begun,
            [value for key, value in answer.getheaders() if key.lower() == "set-cookie"],
        )

    def ask_meanwhile(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        asked: Future[Answer] = self._pool.submit(self.ask, method, path, body, **headers)
        return asked

    def checks(self) -> dict[str, str]:
        found: dict[str, str] = self.ask("GET", "/readyz").json()["checks"]
        return found

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/healthz").status == 200
        except OSError:
            return False

    def logs(self) -> str:
        return "".join(p.read_text() for p in sorted(self.folder.parent.glob("*.log")))

    def close(self) -> None:
        for child in reversed(self.children.values()):
            child.process.send_signal(signal.SIGCONT)  # what a test has stopped may end
            child.stop()
        self._pool.shutdown()


def _of_dockerfile(instruction: str) -> str:
    lines = DockerfileParser(path=str(CLONE / "Dockerfile")).structure
    values: list[str] = [line["value"] for line in lines if line["instruction"] == instruction]
    return values[-1]
