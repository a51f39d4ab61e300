"""Everything that must hold, each step with its time; the last line of a good run is pytest's own.

The checks of the Python code and those of the frontend run side by side, then the backend's
tests, then the browser's. MNIC_DEEP=1 asks the tests for their long versions.
"""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mnic.launcher.commands import Stop, run, side_by_side
from mnic.launcher.errors import LauncherError, StopAsked
from mnic.launcher.install import install_node_packages, run_npm
from mnic.launcher.progress import Progress

CLONE = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
LIGHTHOUSE = CLONE / "tests" / "lighthouse"
CHROMIUM_PACKAGES = ("chromium", "chromium-l10n")
PYTHON_CHECKS: dict[str, list[str | Path]] = {
    "Style": [PYTHON, "-m", "ruff", "check"],
    "Layout": [PYTHON, "-m", "ruff", "format", "--check"],
    "Imports": [BIN / "lint-imports"],
    "Missing migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "Types": [PYTHON, "-m", "mypy"],
}
FRONTEND_CHECKS = {
    "Frontend types": ["run", "check"],
    "Frontend tests": ["run", "test"],
    "Frontend sizes": ["run", "sizes"],
    "Types generated from the API": ["run", "types:check"],
}
OPENAPI = "OpenAPI file in step with the code"


class Checks:
    """The checks of one run; a failed one is told at once and remembered, and the rest goes on."""

    def __init__(self, stop: Stop, progress: Progress) -> None:
        self.failed: list[str] = []
        self._stop = stop
        self._progress = progress

    def of_python(self) -> None:
        for name, command in PYTHON_CHECKS.items():
            self._check(name, partial(self._run, name, command))
        self._check(OPENAPI, self._compare_openapi)

    def of_frontend(self) -> None:
        for name, arguments in FRONTEND_CHECKS.items():
            file_name = _file_name(name)
            self._check(name, partial(run_npm, file_name, *arguments, stop=self._stop))

    def _check(self, name: str, action: Callable[[], object]) -> None:
        try:
            with self._progress.step(name):
                action()
        except LauncherError as error:
            self.failed.append(name)
            self._progress.say(f"{error}")

    def _run(self, name: str, command: list[str | Path]) -> None:
        run(_file_name(name), command, stop=self._stop, cwd=CLONE)

    def _compare_openapi(self) -> None:
        made = CLONE / "var" / "schema.yml"
        command: list[str | Path] = [PYTHON, "manage.py", "spectacular", "--validate"]
        self._run(OPENAPI, [*command, "--fail-on-warn", "--file", made])
        committed = CLONE / "api" / "schema.yml"
        if not committed.exists() or committed.read_bytes() != made.read_bytes():
            raise LauncherError(
                "api/schema.yml is not what the code says: "
                "`.venv/bin/python manage.py spectacular --file api/schema.yml`, then "
                "`npm run types` in frontend/, and commit both."
            )


def main() -> int:
    stop, progress = Stop(), Progress()
    stop.listen()
    seed = os.environ.get("MNIC_SEED") or str(random.randrange(2**32))
    os.environ["MNIC_SEED"] = seed
    progress.say(f"Seed {seed}: `MNIC_SEED={seed} make test` repeats this run.")
    checks = Checks(stop, progress)
    try:
        install_chromium(stop, progress)
        install_node_packages("Lighthouse", stop, progress, folder=LIGHTHOUSE)
        side_by_side([checks.of_python, checks.of_frontend], stop=stop)
        pytest = [PYTHON, "-m", "pytest", f"--hypothesis-seed={seed}"]
        backend = [*pytest, "--numprocesses=2", "--ignore=tests/browser", "tests"]
        for name, command in (("Backend", backend), ("Browser", [*pytest, "tests/browser"])):
            progress.say(f"\n{name} tests")
            if run_in_sight(command, stop):
                checks.failed.append(f"{name} tests")
    except StopAsked:
        return 130
    except LauncherError as error:
        progress.say(f"{error}")
        return 1
    if checks.failed:
        progress.say(f"FAILED: {', '.join(checks.failed)}")
    return 1 if checks.failed else 0


def install_chromium(stop: Stop, progress: Progress) -> None:
    """Chromium and its French from the system's packages; without them the run fails here."""
    if shutil.which("chromium") and _has_french():
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if apt is None or (sudo and not _may_sudo()):
        raise LauncherError(
            "The browser tests need Chromium and its French: as root, "
            f"`apt-get install {' '.join(CHROMIUM_PACKAGES)}`, then `make test` again."
        )
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with progress.step("Chromium"):
        run("apt-update", [*sudo, apt, "update"], stop=stop, env=quietly)
        install = [apt, "install", "--yes", "--no-install-recommends", *CHROMIUM_PACKAGES]
        run("apt-install", [*sudo, *install], stop=stop, env=quietly)


def _has_french() -> bool:
    """The packs of languages lie beside the program, wherever the system puts it."""
    return any(Path("/usr/lib/chromium/locales").glob("fr.pak*"))


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def run_in_sight(command: list[str], stop: Stop) -> int:
    """Run to the end with its output as ours; a stop asked of us is passed on."""
    process = subprocess.Popen(command, cwd=CLONE)
    try:
        while process.poll() is None:
            stop.pause(0.1)
    except StopAsked:
        process.terminate()
        process.wait()
        raise
    return process.returncode


def _file_name(name: str) -> str:
    return name.lower().replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
