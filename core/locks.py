"""Row locks in one order for the whole house, so that two services never wait for each other.

The order of tables is in docs/architecture.md; rows of one table are locked by id. Locks are
`FOR NO KEY UPDATE`: rows that only refer to a locked one may still be inserted.
"""

import contextlib
import uuid
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from django.db import models

from core import sql

_trace: ContextVar[list[str] | None] = ContextVar("lock_trace", default=None)
Row = TypeVar("Row", bound=models.Model)


def lock(rows: "models.QuerySet[Row]") -> list[Row]:
    """Lock these rows until the transaction ends and return them fresh, in order of id.

    Raises django.db.transaction.TransactionManagementError outside `atomic()`.
    """
    note(rows.model._meta.label)
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))


def note(label: str) -> None:
    """Remember that rows of this model were locked, if somebody records."""
    trace = _trace.get()
    if trace is not None:
        trace.append(label)


@contextlib.contextmanager
def recorded() -> Iterator[list[str]]:
    """The labels of the models locked inside the block, in order; for tests and diagnosis."""
    labels: list[str] = []
    token = _trace.set(labels)
    try:
        yield labels
    finally:
        _trace.reset(token)


def lock_ids(statement: Path, parameters: dict[str, Any], *, label: str) -> list[uuid.UUID]:
    """Rows of the model `label`, locked by a statement of our own that returns their ids."""
    note(label)
    return [row[0] for row in sql.rows(statement, parameters)]
