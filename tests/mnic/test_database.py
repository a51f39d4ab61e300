"""Prepared statements outlive a refusal, and not a change of the tables they read."""

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import NotSupportedError, connection, transaction
from psycopg import _queries

from core import sql

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "select 6 * 7 as answer"
PLANNED = "select count(*) from pg_prepared_statements where statement = %s"


def ask(times: int, question: str = QUESTION) -> Any:
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute(question)
        return cursor.fetchone() if cursor.description else None


def is_planned(question: str = QUESTION) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(PLANNED, [question])
        return bool(cursor.fetchone()[0])


def test_what_was_planned_stays_planned_after_a_refusal() -> None:
    ask(5)
    assert is_planned()
    with transaction.atomic():
        with transaction.atomic():
            transaction.set_rollback(True)
        assert is_planned()
        transaction.set_rollback(True)
    assert is_planned()
    assert ask(1) == (42,)


def test_our_longest_statements_are_read_once() -> None:
    longest = max((sql._text(path) for path in Path.cwd().glob("*/sql/*.sql")), key=len)
    assert 4096 < len(longest) <= _queries.MAX_CACHED_STATEMENT_LENGTH
    question = f"select %(six)s::int * 7 as answer, %(long)s::text as long -- {'x' * len(longest)}"
    with connection.cursor() as cursor:
        before = _queries._query2pg.cache_info().hits
        for _ in range(2):
            cursor.execute(question, {"six": 6, "long": ""})
    assert _queries._query2pg.cache_info().hits > before


def test_control_psycopg_alone_forgets() -> None:
    """Should this fail one day, the database engine of our own has become needless."""
    given = connection.get_connection_params() | {"prepare_threshold": 0}
    with psycopg.connect(**given) as plain:
        plain.execute(QUESTION)
        assert plain.execute(PLANNED, [QUESTION]).fetchone() == (1,)
        plain.rollback()
        assert plain.execute(PLANNED, [QUESTION]).fetchone() == (0,)


def test_a_changed_table_is_planned_anew() -> None:
    question = "select * from changing"
    with transaction.atomic():
        ask(1, "create table changing as select 1 as one")
        assert ask(5, question) == (1,)
        ask(1, "alter table changing alter one type text using 'one'")
        assert ask(1, question) == ("one",)
        transaction.set_rollback(True)


@pytest.mark.parametrize("within", [contextlib.nullcontext, transaction.atomic])
def test_a_table_changed_by_somebody_else_fails_one_question_only(
    within: Callable[[], AbstractContextManager[object]],
) -> None:
    """A migration beside the running house: without this each question fails until a reconnect."""
    question = "select * from elsewhere"
    given = connection.get_connection_params()
    with psycopg.connect(**given, autocommit=True) as other:
        other.execute("create table elsewhere as select 1 as one")
        try:
            assert ask(5, question) == (1,)
            other.execute("alter table elsewhere alter one type text using 'one'")
            with pytest.raises(NotSupportedError), within():
                ask(1, question)
            assert ask(1, question) == ("one",)
        finally:
            other.execute("drop table elsewhere")
