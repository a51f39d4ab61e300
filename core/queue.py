"""The one door to the queue: a task is named, sent after commit, and its loss is survivable."""

from functools import partial

from celery import current_app
from django.db import transaction


def enqueue(task: str, *args: str | int) -> None:
    """Ask a worker to run the named task once the transaction has committed.

    The queue only nudges: whatever must not be lost is a row that a periodic task finds again.
    Raises KeyError for a name that no app registers.
    """
    signature = current_app.tasks[task].s(*args)
    transaction.on_commit(partial(signature.apply_async, ignore_result=True), robust=True)
