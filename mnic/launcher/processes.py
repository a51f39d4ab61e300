"""Starting, watching and stopping child processes, and finding those a killed run left behind."""

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mnic.launcher.errors import LauncherError
from mnic.launcher.places import Place

PATIENCE_SECONDS = 0.05


@dataclass
class Child:
    """A running server: its name for people, its process, where it writes, how it stops."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 15.0

    def check_alive(self) -> None:
        code = self.process.poll()
        if code is not None:
            raise LauncherError(
                f"{self.name} stopped by itself (exit code {code}).{last_words(self.log)}"
            )

    def stop(self) -> None:
        """Ask, wait, then insist: nothing of its session is left behind."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(self.stop_seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        kill_session(self.process.pid)


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    place: Place | None = None,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
    stdin: bytes | None = None,
) -> Child:
    """Start a server in a session of its own, so that Ctrl-C reaches only the supervisor."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            pass_fds=pass_fds,
            start_new_session=True,
            user=place.user if place else None,
            group=place.user if place else None,
            extra_groups=[] if place and place.user is not None else None,
        )
    if stdin is not None and process.stdin is not None:
        process.stdin.write(stdin)
        process.stdin.close()
    return Child(name, process, log)


def wait_until(
    ready: Callable[[], bool], child: Child, *, pause: Callable[[float], None], seconds: float = 30
) -> None:
    """Wait for a child's readiness, watching for its death; `pause` raises when a stop is asked."""
    deadline = time.monotonic() + seconds
    while not ready():
        child.check_alive()
        if time.monotonic() > deadline:
            raise LauncherError(
                f"{child.name} was not ready after {seconds:.0f} s.{last_words(child.log)}"
            )
        pause(PATIENCE_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def last_words(log: Path, lines: int = 5) -> str:
    """The end of a log, to print below a failure."""
    try:
        text = log.read_text(errors="replace").strip().splitlines()[-lines:]
    except OSError:
        return ""
    return "".join(f"\n    {line}" for line in text) + f"\n    (all of it: {log})"


def kept_secret(path: Path) -> str:
    """The secret kept in this file, made when it is first asked for."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def birth(pid: int) -> str | None:
    """What tells a process from a later one with the same number; None when there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None if Path("/proc/self/stat").exists() else _birth_by_ps(pid)
    return None if fields[0] == "Z" else fields[19]


def _birth_by_ps(pid: int) -> str | None:
    asked = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None


def stop_left_over(pid: int, born: str, stop_signal: signal.Signals, seconds: float = 15) -> None:
    """Stop a process of a killed run, if that number still belongs to it."""
    if birth(pid) != born:
        return
    os.kill(pid, stop_signal)
    deadline = time.monotonic() + seconds
    while birth(pid) == born and time.monotonic() < deadline:
        time.sleep(PATIENCE_SECONDS)
    if birth(pid) == born:
        os.kill(pid, signal.SIGKILL)
        time.sleep(PATIENCE_SECONDS)
    kill_session(pid)
