"""Counts the requests that the server is answering: leaving a page does not stop them."""

import threading

from django.core.signals import request_finished, request_started

_LONGEST = 20


class UnderWay:
    """From its making on; `wait` returns once every answer is over."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()
        request_started.connect(self._started, weak=False)
        request_finished.connect(self._finished, weak=False)

    def wait(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count <= 0, _LONGEST), self._count
        request_started.disconnect(self._started)
        request_finished.disconnect(self._finished)

    def _started(self, **_: object) -> None:
        with self._changed:
            self._count += 1

    def _finished(self, **_: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()
