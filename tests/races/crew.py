"""A crew of processes, each with its own connection, that act at the same instant.

They are forked from a server that has loaded the house once: fifty cost little more than one.
"""

import importlib
import multiprocessing
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

START_DELAY = 0.03
PATIENCE = 60


@dataclass(frozen=True)
class Act:
    """A function of tests.races.acts by name, what it is given, and how long it waits to begin."""

    name: str
    given: tuple[Any, ...] = ()
    late: float = 0.0
    without: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Outcome:
    """What an act answered, how often its transaction began anew, and whether it came to write."""

    said: str
    retries: int = 0
    wrote: bool = False


class Crew:
    """`size` processes that wait for something to do."""

    def __init__(self, size: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.races.preload"])
        self._members = []
        for _ in range(size):
            ours, theirs = context.Pipe()
            child = context.Process(
                target=_work, args=(theirs, connection.settings_dict["NAME"]), daemon=True
            )
            child.start()
            theirs.close()
            self._members.append((child, ours))
        self.act([Act("be_ready")] * size)

    def act(self, acts: Sequence[Act]) -> list[Outcome]:
        """All acts at once, one a process; their outcomes in order."""
        start = time.monotonic() + START_DELAY
        crowd = sum("turns" in act.without for act in acts)
        members = self._members[: len(acts)]
        assert len(members) == len(acts), "the crew is too small"
        for (_, pipe), act in zip(members, acts, strict=True):
            pipe.send((act, start + act.late, crowd))
        return [self._answer(pipe) for _, pipe in members]

    def _answer(self, pipe: "Connection[Any, Any]") -> Outcome:
        assert pipe.poll(PATIENCE), "a process has not answered in time"
        outcome: Outcome = pipe.recv()
        return outcome

    def dismiss(self) -> None:
        for child, pipe in self._members:
            pipe.close()
            child.join(5)
            if child.is_alive():
                child.kill()


def _work(pipe: "Connection[Any, Any]", database: str) -> None:
    """One process: wait for an act, wait for its moment, do it, tell."""
    connection.settings_dict["NAME"] = database
    acts = importlib.import_module("tests.races.acts")
    while True:
        try:
            act, start, crowd = pipe.recv()
        except EOFError:
            connection.close()
            return
        time.sleep(max(0.0, start - time.monotonic()))
        try:
            outcome = acts.perform(act, together=crowd)
        except Exception:
            outcome = Outcome("error: " + traceback.format_exc())
        pipe.send(outcome)
