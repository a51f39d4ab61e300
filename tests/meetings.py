"""Two threads that meet where a race would be lost: between a service's check and its write."""

import contextlib
import threading
from types import ModuleType
from typing import Any

import pytest

PATIENCE = 1.0


def meet_after(monkeypatch: pytest.MonkeyPatch, service: ModuleType, name: str) -> None:
    """Both wait for each other once `name` has answered, as long as that is possible."""
    meeting, check = threading.Barrier(2), getattr(service, name)

    def check_and_wait(*arguments: Any) -> Any:
        found = check(*arguments)
        with contextlib.suppress(threading.BrokenBarrierError):  # the lock holds the other one back
            meeting.wait(PATIENCE)
        return found

    monkeypatch.setattr(service, name, check_and_wait)
