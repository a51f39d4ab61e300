"""Statements kept in files beside the code that asks them, read once."""

import functools
from pathlib import Path
from typing import Any

from django.db import connection


@functools.cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(path: Path, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement; parameters are named as in the file, %(name)s."""
    with connection.cursor() as cursor:
        cursor.execute(_text(path), parameters)
        return cursor.fetchall()


def text(path: Path, parameters: dict[str, Any]) -> str:
    """The one text value that a statement builds, such as a JSON document."""
    value: str = rows(path, parameters)[0][0]
    return value
