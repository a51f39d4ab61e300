"""One body for every refusal, in the caller's language, and nothing that people send is a 500."""

import itertools
import json
from typing import Any

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.http import Http404
from django.test import Client, override_settings
from psycopg import errors as postgres

from accounts.models import Audience
from api.errors import answer_to
from core import errors
from spaces.selectors import sites_visible_to
from tests.api.callers import ROOT, Caller
from tests.api.conftest import House

SHAPE = {"code", "message", "fields", "details"}
METHODS = ("get", "post", "delete")


def _answer(failure: Exception) -> tuple[int, dict[str, Any]]:
    response = answer_to(failure, {})
    assert response is not None
    return response.status_code, json.loads(response.content)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.Malformed, 400),
        (errors.NotSignedIn, 401),
        (errors.NotAllowed, 403),
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.RuleRefused, 422),
        (errors.Busy, 503),
    ],
)
def test_each_kind_has_its_status(kind: type[errors.DomainError], status: int) -> None:
    failure = kind("Non.", code="no", fields={"a": ["b"]}, details={"c": 1})
    body = {"code": "no", "message": "Non.", "fields": {"a": ["b"]}, "details": {"c": 1}}
    assert _answer(failure) == (status, body)


def test_busy_says_when_to_try_again() -> None:
    response = answer_to(errors.Busy("Plus tard."), {})
    assert response is not None
    assert response.headers["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (DataError("value out of range"), 400, "malformed"),
        (OperationalError("pool exhausted"), 503, "busy"),
        (IntegrityError("?"), 409, "conflict"),
    ],
)
def test_what_django_raises_is_translated(failure: Exception, status: int, code: str) -> None:
    got, body = _answer(failure)
    assert (got, body["code"]) == (status, code)
    assert set(body) == SHAPE


def test_a_fault_of_ours_is_no_refusal() -> None:
    assert answer_to(RuntimeError("bug"), {}) is None


@pytest.mark.django_db
def test_a_named_constraint_is_a_conflict_with_its_name() -> None:
    Audience.objects.create(code="a", name_fr="A")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Audience.objects.create(code="a", name_fr="B")
    status, body = _answer(caught.value)
    assert (status, body["code"]) == (409, "conflict")
    assert body["details"] == {"constraint": "audience_code_unique"}


def _wait_too_long() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 1")
        cursor.execute("select pg_sleep(1)")


@pytest.mark.django_db
def test_a_statement_that_waits_too_long_is_a_503() -> None:
    with pytest.raises(OperationalError) as caught:
        _wait_too_long()
    assert isinstance(caught.value.__cause__, postgres.QueryCanceled)
    assert _answer(caught.value)[0] == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path"),
    [
        *itertools.product(
            ("get", "post", "delete"), ("/api/v1/nothing/", "/api/v1/sites", "/api/x")
        ),
        # Readers of these two are led to the page of the API; nobody else is.
        *itertools.product(("post", "delete"), ("/api/", "/api/v1/")),
    ],
)
def test_an_unknown_address_is_404_in_json(path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code == 404
    assert set(response.json()) == SHAPE


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"\xff\xfe\xfa",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"[" * 100_000,
        b'{"party_size": ' + b"9" * 5000 + b"}",
        b"null",
        b"[]",
        b'"text"',
        b"12",
    ],
)
def test_what_is_no_json_object_is_400(house: House, member: Caller, raw: bytes) -> None:
    response = member.client.generic(
        "POST", ROOT + "bookings/", raw, "application/json", headers=member.headers
    )
    assert response.status_code == 400
    assert response.json()["code"] == "malformed"


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_a_body_too_large_is_413(house: House, member: Caller) -> None:
    refused = member.post("bookings/", house.body(purpose="a" * 2000))
    assert refused.status_code == 413
    assert refused.json()["code"] == "too_large"


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ({}, {}, "fr"),
        ({}, {"Accept_Language": "en-GB,en;q=0.8"}, "en"),
        ({"lang": "en"}, {"Accept_Language": "fr"}, "en"),
        ({"lang": "xx"}, {}, "fr"),
    ],
)
def test_the_message_is_in_the_language_asked_for(
    db: None, visitor: Caller, query: dict[str, str], headers: dict[str, str], language: str
) -> None:
    refused = visitor.get("people/me/", query, **headers)
    sentences = {"fr": "Connectez-vous pour continuer.", "en": "Sign in to continue."}
    assert refused.json()["message"] == sentences[language]


def test_a_sentence_about_a_field_is_in_the_language_of_each_who_asks(
    house: House, member: Caller
) -> None:
    """Shapes are made once, and REST framework keeps a sentence as it was first spoken."""
    body = house.body(purpose="a" * 201)
    for language, begins in (("fr", "Assurez-vous"), ("en", "Ensure"), ("fr", "Assurez-vous")):
        refused = member.post(f"bookings/?lang={language}", body)
        assert refused.status_code == 400
        assert refused.json()["fields"]["purpose"][0].startswith(begins)


def test_the_answer_is_json_whatever_is_accepted(house: House, visitor: Caller) -> None:
    answer = visitor.get("sites/", Accept="text/html")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert sites_visible_to(None).count() == answer.json()["count"]
