"""The one door to the queue: a nudge says that rows wait. Losing it loses nothing: a sweep comes.

What must be done is a row in the database before it is a job; the queue only makes it sooner. So
whoever nudges never waits for the broker and never fails with it: a thread of the process carries
the nudges, at most one per task and second, and rests after a failure.
"""

import contextvars
import functools
import os
import threading
import time

import structlog
from celery import current_app
from django.db import transaction

PAUSE_SECONDS = 1.0
REST_SECONDS = 5.0
# Whoever comes later than that finds nothing that the sweep has not done.
EXPIRE_SECONDS = 10.0

logger = structlog.get_logger(__name__)


def nudge(task: str) -> None:
    """Have a worker run `task` soon after this transaction is committed; never raises, never waits.

    `task` is a registered name: tests/mnic/test_queue.py looks at every call of this function.
    """
    transaction.on_commit(functools.partial(_pass_on, task), robust=True)


def _pass_on(task: str) -> None:
    if current_app.conf.task_always_eager:
        _publish(task)
    else:
        _messenger.carry(task)


class Messenger:
    """Carries nudges in a thread that starts with the first of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted: dict[str, contextvars.Context] = {}
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None

    def carry(self, task: str) -> None:
        """Take the nudge along; one that is already waiting is the same one.

        It travels in the context of who gave it last, so that the logs of the task name a request.
        """
        with self._lock:
            self._wanted[task] = contextvars.copy_context()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="nudges", daemon=True)
                self._thread.start()
        self._woken.set()

    def _work(self) -> None:
        while self._woken.wait():
            self._woken.clear()
            with self._lock:
                wanted, self._wanted = self._wanted, {}
            arrived = all([context.run(_arrives, task) for task, context in wanted.items()])
            time.sleep(PAUSE_SECONDS if arrived else REST_SECONDS)


def _arrives(task: str) -> bool:
    try:
        _publish(task)
    except Exception as failure:
        logger.warning("nudge_lost", task=task, failure=type(failure).__name__)
        return False
    return True


def _publish(task: str) -> None:
    current_app.tasks[task].apply_async(expires=EXPIRE_SECONDS, retry=False)


_messenger = Messenger()


def _start_anew() -> None:
    """A forked process has the object but not its thread."""
    global _messenger
    _messenger = Messenger()


os.register_at_fork(after_in_child=_start_anew)
