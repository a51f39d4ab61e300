"""Which house owns a place: one lock, and a list of children that outlives a killed supervisor."""

import fcntl
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

from mnic.launcher.errors import LauncherError
from mnic.launcher.processes import Child, birth, stop_left_over


class Registry:
    """Held by the one supervisor of a folder; what a killed one left running is stopped first."""

    def __init__(self, folder: Path, say: Callable[[str], None] = print) -> None:
        self._say = say
        self._children = folder / "children.json"
        self._lock_path = folder / "lock"
        self._rows: list[dict[str, str | int]] = []
        self._lock: int | None = None

    def take(self) -> None:
        """Become the one supervisor here, or raise LauncherError; stop the left-overs."""
        self._lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise LauncherError(
                "The house already runs from this clone: stop it first (Ctrl-C in its terminal)."
            ) from None
        self._stop_left_overs()

    def release(self) -> None:
        self._children.unlink(missing_ok=True)
        if self._lock is not None:
            os.close(self._lock)

    def remember(self, child: Child) -> None:
        self._rows.append(
            {
                "pid": child.process.pid,
                "born": birth(child.process.pid) or "",
                "signal": int(child.stop_signal),
            }
        )
        self._children.write_text(json.dumps(self._rows))

    def _stop_left_overs(self) -> None:
        """In the order opposite to their start, as an ordered stop would have done."""
        try:
            rows = json.loads(self._children.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return
        if any(birth(row["pid"]) == row["born"] for row in rows):
            self._say("Closing what a killed start left.")
        for row in reversed(rows):
            stop_left_over(row["pid"], row["born"], signal.Signals(row["signal"]))
