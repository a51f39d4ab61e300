"""One transaction that is tried again when PostgreSQL asks for it, and says when it is too busy."""

import contextlib
import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg import errors

from core.errors import Busy

TRIES = 3
_indivisible: ContextVar[bool] = ContextVar("indivisible", default=False)
P = ParamSpec("P")
R = TypeVar("R")


def atomic_retrying(work: Callable[P, R]) -> Callable[P, R]:
    """Run `work` in a transaction, up to three times on a deadlock or serialisation failure.

    Inside a transaction of the caller it is a savepoint, and the outermost one retries; inside
    `all_or_nothing` it is not even that, because no failure there is survived.
    Raises Busy when a lock could not be had in time; nothing is written then.
    """

    @functools.wraps(work)
    def turn(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            if _indivisible.get():
                return work(*args, **kwargs)
            with transaction.atomic():
                return work(*args, **kwargs)
        for attempt in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    return work(*args, **kwargs)
            except OperationalError as failure:
                _again_or_busy(failure, last=attempt == TRIES)
        raise AssertionError("unreachable")

    return turn


@contextlib.contextmanager
def all_or_nothing() -> Iterator[None]:
    """Say that whatever fails inside ends the whole transaction: no savepoint is needed."""
    token = _indivisible.set(True)
    try:
        yield
    finally:
        _indivisible.reset(token)


def _again_or_busy(failure: OperationalError, *, last: bool) -> None:
    cause = failure.__cause__
    again = isinstance(cause, errors.DeadlockDetected | errors.SerializationFailure)
    if again and not last:
        return
    if again or isinstance(cause, errors.LockNotAvailable):
        raise Busy(_("Beaucoup de monde à la fois. Réessayez dans un instant.")) from failure
    raise failure
