"""Says what is being done while it is done: a live line in a terminal, plain lines elsewhere."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

CLEAR_LINE = "\r\x1b[2K"
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


class Progress:
    """Steps may run side by side, each in its thread; every finished one leaves a line."""

    def __init__(self) -> None:
        self._live = sys.stdout.isatty()
        self._running: dict[str, float] = {}
        self._lock = threading.Lock()
        self._painter: threading.Thread | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        self._begin(name, started)
        outcome = "✗"
        try:
            yield
            outcome = "✓"
        finally:
            self._end(name, outcome, time.monotonic() - started)

    def say(self, text: str = "") -> None:
        with self._lock:
            self._print(text)

    def _begin(self, name: str, started: float) -> None:
        with self._lock:
            self._running[name] = started
            if not self._live:
                self._print(f"… {name}")
            elif self._painter is None:
                self._painter = threading.Thread(target=self._paint, daemon=True)
                self._painter.start()

    def _end(self, name: str, outcome: str, seconds: float) -> None:
        with self._lock:
            del self._running[name]
            self._print(f"{outcome} {name} ({seconds:.1f} s)")

    def _print(self, text: str) -> None:
        sys.stdout.write(f"{CLEAR_LINE if self._live else ''}{text}\n")
        sys.stdout.flush()

    def _paint(self) -> None:
        for turn in range(sys.maxsize):
            time.sleep(0.1)
            with self._lock:
                if not self._running:
                    self._painter = None
                    return
                now = time.monotonic()
                steps = ", ".join(f"{n} {now - t:.0f} s" for n, t in self._running.items())
                sys.stdout.write(f"{CLEAR_LINE}{SPINNER[turn % len(SPINNER)]} {steps}")
                sys.stdout.flush()
