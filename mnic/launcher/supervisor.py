"""The one supervisor: it holds the running children, watches them, and stops them in order."""

from collections.abc import Callable
from types import TracebackType

from mnic.launcher.commands import Stop
from mnic.launcher.places import Place
from mnic.launcher.processes import Child
from mnic.launcher.registry import Registry

LOOK_EVERY_SECONDS = 0.25


class Supervisor:
    """Children join as they are started; leaving it stops them, the last one first."""

    def __init__(self, place: Place, stop: Stop, *, say: Callable[[str], None] = print) -> None:
        self.place = place
        self._stop = stop
        self._registry = Registry(place.root, say)
        self._children: list[Child] = []

    def __enter__(self) -> "Supervisor":
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def open(self) -> None:
        """Take the place; whatever a killed supervisor left running there is stopped."""
        self._registry.take()

    def close(self) -> None:
        """Stop every child, the last one first, and leave the place to others."""
        for child in reversed(self._children):
            child.stop()
        self._registry.release()

    def join(self, child: Child) -> None:
        self._children.append(child)
        self._registry.remember(child)

    def watch(self) -> None:
        """Until a stop is asked (raises StopAsked) or a child dies (raises LauncherError)."""
        while True:
            for child in self._children:
                child.check_alive()
            self._stop.pause(LOOK_EVERY_SECONDS)
