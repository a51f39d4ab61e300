"""Houses to try: copies of this clone's sources that borrow its virtual environment."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from contextlib import suppress
from pathlib import Path

from mnic.launcher.places import servers_root
from mnic.launcher.processes import birth, free_port

CLONE = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(
    ".*", "node_modules", "var", "static", "dist", "__pycache__", "frontend", "docs"
)
PACKAGES = sysconfig.get_path("purelib")
OURS = ("DATABASE_URL", "REDIS_URL", "PORT", "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER")


class House:
    """A copy of the sources, and the supervisor that is run in it."""

    def __init__(
        self, folder: Path, *, user: int | None = None, python: str = sys.executable
    ) -> None:
        self.folder = folder
        self.user = user
        self.python = python
        inherited = {k: v for k, v in os.environ.items() if k not in OURS}
        self.environment = inherited | {"PYTHONPATH": PACKAGES, "HOME": str(folder)}
        self.port = free_port()
        self.output = folder / "output"
        folder.mkdir(exist_ok=True)
        shutil.copytree(CLONE, folder / "clone", ignore=NOT_COPIED)
        self.output.touch()
        if user is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, user, user)

    def start(self, *, port: int | None = None) -> "subprocess.Popen[bytes]":
        chosen = {"PORT": str(port or self.port), "DEMO_HOUSE": "0"}
        with self.output.open("wb") as output:
            return subprocess.Popen(
                [self.python, "-m", "mnic.launcher", "run"],
                cwd=self.folder / "clone",
                env=self.environment | chosen,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
            )

    def open(self) -> "subprocess.Popen[bytes]":
        """Start it and wait until it says that it is open."""
        supervisor = self.start()
        deadline = time.monotonic() + 90
        while "The house is open" not in self.output.read_text():
            assert supervisor.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.1)
        return supervisor

    def by_hand(self, *arguments: str) -> str:
        """What manage.py says in a terminal of its own, with nothing in its environment."""
        asked = subprocess.run(
            [self.python, "manage.py", *arguments],
            cwd=self.folder / "clone",
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )
        return asked.stdout

    def remove(self) -> None:
        """Also what root keeps outside a clone that `nobody` can't enter."""
        root = servers_root(self.folder / "clone")
        shutil.rmtree(root, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def python_for(user: int) -> str | None:
    """A Python of this version that this user may run on this clone's packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"):
        with suppress(OSError):
            probe = subprocess.run(
                [python, "-c", "import django"],
                env={"PYTHONPATH": PACKAGES},
                cwd="/",
                capture_output=True,
                check=False,
                user=user,
                group=user,
                extra_groups=[],
            )
            if probe.returncode == 0:
                return python
    return None


def close(supervisor: "subprocess.Popen[bytes]", by: signal.Signals = signal.SIGINT) -> int:
    supervisor.send_signal(by)
    return supervisor.wait(40)


def family(pid: int) -> dict[int, str]:
    """The process and all its descendants, each with what tells it from a later namesake."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return {member: born for member in found if (born := birth(member))}


def alive(members: dict[int, str]) -> dict[int, str]:
    return {pid: born for pid, born in members.items() if birth(pid) == born}
