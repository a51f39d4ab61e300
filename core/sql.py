"""Statements of our own for the busiest questions: kept in files beside the code, read once."""

import datetime as dt
import functools
import json
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg.abc import Buffer
from psycopg.adapt import Loader

Row = TypeVar("Row", bound=models.Model)


Statement = Path | tuple[Path, ...]  # one file, or those that make one statement, in order


@functools.cache
def _text(statement: Statement) -> str:
    """The statement without its comments and its layout, which psycopg would read every time."""
    files = statement if isinstance(statement, tuple) else (statement,)
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return " ".join(line.strip() for line in lines if not line.lstrip().startswith("--"))


def rows(path: Statement, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement; parameters are named as in the file, %(name)s."""
    with connection.cursor() as cursor:
        cursor.execute(_text(path), parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def text(path: Statement, parameters: dict[str, Any]) -> str:
    """The one text value that a statement builds, such as a JSON document."""
    value: str = rows(path, parameters)[0][0]
    return value


class _AsSent(Loader):
    """Text as PostgreSQL sent it: it is passed on, so why decode and encode it?"""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def documents(path: Path, parameters: dict[str, Any]) -> list[bytes]:
    """The only column of a statement that writes text for others to read, such as JSON: UTF-8."""
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("text", _AsSent)
        cursor.execute(_text(path), parameters)
        return [document for (document,) in cursor.fetchall()]


@functools.cache
def columns(model: type[models.Model], alias: str) -> str:
    """The columns of a model in the order that `instance` takes them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def instance(model: type[Row], values: Sequence[Any]) -> Row:
    """A row of a model from the values of `columns`, as if the ORM had read it."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db("default", names, values)


def insert_together(rows: Iterable[models.Model]) -> None:
    """Insert new rows of any tables in one statement; none is no statement.

    Foreign keys between them hold because Django makes them deferred; every other constraint
    judges at once. No `save()` is called.
    """
    groups: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    if groups:
        _insert_groups(list(groups.values()))


def _insert_groups(groups: Sequence[Sequence[models.Model]]) -> None:
    *first, last = [_insert(type(group[0]), number) for number, group in enumerate(groups)]
    named = ", ".join(f"part{number} as ({text})" for number, text in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(
            f"with {named} {last}" if named else last,
            {f"rows{number}": _as_json(group) for number, group in enumerate(groups)},
        )
    for row in (row for group in groups for row in group):
        row._state.adding, row._state.db = False, connection.alias


@functools.cache
def _insert(model: type[models.Model], number: int) -> str:
    """The rows travel as one JSON value, so that the statement is the same for any number."""
    table = f'"{model._meta.db_table}"'
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    rows = f"jsonb_populate_recordset(null::{table}, %(rows{number})s::jsonb)"
    return f"insert into {table} ({names}) select {names} from {rows}"  # noqa: S608  # names only


def _as_json(group: Sequence[models.Model]) -> str:
    names = _names(type(group[0]))
    rows = [{column: getattr(row, name) for column, name in names} for row in group]
    return json.dumps(rows, default=_plain)


@functools.cache
def _names(model: type[models.Model]) -> list[tuple[str | None, str]]:
    return [(field.column, field.attname) for field in model._meta.concrete_fields]


def _plain(value: object) -> str:
    """As PostgreSQL writes it."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, DateTimeTZRange):
        return f"[{value.lower.isoformat()},{value.upper.isoformat()})"
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    raise TypeError(f"no JSON for {type(value)}")
