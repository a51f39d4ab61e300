"""Commands that end by themselves, and how Ctrl-C or a signal ends them early."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mnic.launcher.errors import LauncherError, StopAsked
from mnic.launcher.stamps import CLONE

LOGS = CLONE / "var" / "log"
NO_NETWORK = (
    "name resolution",
    "network is unreachable",
    "enotfound",
    "eai_again",
    "econnrefused",
    "connection refused",
    "newconnectionerror",
    "max retries exceeded",
)


class Stop:
    """Whether somebody asked to stop; every wait of the launcher goes through `pause`."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def listen(self) -> None:
        """Ctrl-C, a closed terminal and a polite kill all ask for the same ordered stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._asked.set())

    def ask(self) -> None:
        self._asked.set()

    def pause(self, seconds: float) -> None:
        if self._asked.wait(seconds):
            raise StopAsked


def run(
    name: str,
    command: Sequence[str | Path],
    *,
    stop: Stop,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Path:
    """Run a command to its end, its output in a log; raises LauncherError when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )
    try:
        while process.poll() is None:
            stop.pause(0.03)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    if process.returncode:
        raise LauncherError(_why(name, process.returncode, log))
    return log


def side_by_side(lanes: Iterable[Callable[[], None]], *, stop: Stop) -> None:
    """Run the lanes in threads; the first failure stops the others and is the one reported."""

    def guarded(lane: Callable[[], None]) -> Exception | None:
        try:
            lane()
        except StopAsked as asked:
            return asked
        except Exception as error:
            stop.ask()
            return error
        return None

    with ThreadPoolExecutor() as pool:
        outcomes = [outcome for outcome in pool.map(guarded, lanes) if outcome]
    failures = [outcome for outcome in outcomes if not isinstance(outcome, StopAsked)]
    for outcome in failures or outcomes:
        raise outcome


def _why(name: str, code: int, log: Path) -> str:
    text = log.read_text(errors="replace")
    lowered = text.lower()
    if "no space left on device" in lowered or "enospc" in lowered:
        return f"The disk is full: {name} could not finish (see {log})."
    if any(sign in lowered for sign in NO_NETWORK):
        return f"No network, or a package server that does not answer: {name} failed (see {log})."
    end = "".join(f"\n    {line}" for line in text.strip().splitlines()[-40:])
    return f"{name} failed (exit code {code}).{end}\n    (all of it: {log})"
