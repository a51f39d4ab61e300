"""Statements kept in files beside the code that asks them, read once; for the busiest questions."""

import functools
from collections.abc import Sequence
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
