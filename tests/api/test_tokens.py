"""Tokens for programs: given for the right password, never past a second factor."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.models import Person
from accounts.services.emails import verify_email
from tests.api.callers import Caller
from tests.factories import (
    NOW,
)


@pytest.fixture
def account(db: None) -> Person:
    person = Person.objects.create_user("claire@example.org", "un mot de passe long", name="Claire")
    verify_email(person, by=None, now=NOW)
    return person


def _token(email: str, password: str = "un mot de passe long") -> Any:
    return Caller().post("auth/token/", {"email": email, "password": password})


def test_a_token_is_given_for_the_right_password_only(account: Person) -> None:
    given = _token("Claire@example.org")
    assert given.status_code == 200
    program = Caller()
    program.headers["Authorization"] = f"Token {given.json()['token']}"
    assert program.get("people/me/").json()["name"] == "Claire"
    wrong, unknown = _token("claire@example.org", "faux"), _token("personne@example.org")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.content == unknown.content
    assert wrong.json()["code"] == "wrong_credentials"
    assert account.api_tokens.count() == 1


def test_an_unproved_e_mail_gets_no_token(db: None) -> None:
    Person.objects.create_user("claire@example.org", "un mot de passe long", name="Claire")
    assert _token("claire@example.org").json()["code"] == "wrong_credentials"


def test_a_second_factor_is_not_passed_by(account: Person, settings: Any) -> None:
    settings.MNIC_STAFF_MFA_REQUIRED = True
    assert _token("claire@example.org").status_code == 200
    account.role_assignments.create(role="director")
    refused = _token("claire@example.org")
    assert (refused.status_code, refused.json()["code"]) == (403, "mfa_required")
    assert account.api_tokens.count() == 1


def test_guessing_passwords_is_throttled(account: Person, settings: Any) -> None:
    settings.API_RATES = {**settings.API_RATES, "token": (2, 60)}
    statuses = [_token("claire@example.org", "faux").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]
    assert _token("claire@example.org").status_code == 429


def test_an_unknown_e_mail_costs_as_much_hashing_as_a_known_one(
    account: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    plain = MD5PasswordHasher.encode

    def counting(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    _token("claire@example.org", "faux")
    known = len(hashed)
    _token("personne@example.org", "faux")
    assert len(hashed) - known == known >= 1
