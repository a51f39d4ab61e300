"""Statements of our own for the busiest questions: kept in files beside the code, read once."""

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


@functools.cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(path: Path, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement; parameters are named as in the file, %(name)s."""
    with connection.cursor() as cursor:
        cursor.execute(_text(path), parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def text(path: Path, parameters: dict[str, Any]) -> str:
    """The one text value that a statement builds, such as a JSON document."""
    value: str = rows(path, parameters)[0][0]
    return value


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
    parts = [_insert(group) for group in groups]
    *first, last = [statement for statement, _ in parts]
    named = ", ".join(f"part{number} as ({text})" for number, text in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(
            f"with {named} {last}" if named else last,
            [value for _, values in parts for value in values],
        )
    for row in (row for group in groups for row in group):
        row._state.adding, row._state.db = False, connection.alias


def _insert(group: Sequence[models.Model]) -> tuple[str, list[Any]]:
    model = type(group[0])
    fields = model._meta.concrete_fields
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in group
        for field in fields
    ]
    return _insert_text(model, len(group)), values


@functools.cache
def _insert_text(model: type[models.Model], count: int) -> str:
    names = [f'"{field.column}"' for field in model._meta.concrete_fields]
    row = f"({', '.join(['%s'] * len(names))})"
    into = f'insert into "{model._meta.db_table}" ({", ".join(names)})'
    return f"{into} values {', '.join([row] * count)}"
