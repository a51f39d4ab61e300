import datetime as dt

import pytest
from django.test import override_settings

from accounts.mfa import may_use_password_alone
from accounts.models import ApiToken, Role
from accounts.services.tokens import MOST_TOKENS, create_token, find_token, revoke_token
from core.errors import Malformed, NotAllowed, RuleRefused
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def test_token_is_kept_as_a_hash_and_found_by_its_key() -> None:
    amina = member("a@example.org")
    token, key = create_token(amina, name=" script ", scope="read", now=NOW)
    assert key.startswith("mnic_")
    assert key not in token.key_hash
    found = find_token(key, now=NOW)
    assert found is not None
    assert (found.person, found.name) == (amina, "script")


@pytest.mark.parametrize("key", ["", "mnic_", "mnic_x", "\x00", "é" * 500])
def test_token_with_another_key_is_not_found(key: str) -> None:
    create_token(member("a@example.org"), name="s", scope="read", now=NOW)
    assert find_token(key, now=NOW) is None


def test_token_ends_with_its_time_its_revocation_and_its_person() -> None:
    amina = member("a@example.org")
    token, key = create_token(amina, name="s", scope="read", now=NOW, expires_at=NOW + HOUR)
    assert find_token(key, now=NOW + HOUR - dt.timedelta(seconds=1)) == token
    assert find_token(key, now=NOW + HOUR) is None
    amina.is_active = False
    amina.save()
    assert find_token(key, now=NOW) is None
    amina.is_active = True
    amina.save()
    assert find_token(key, now=NOW) == token
    revoke_token(token, by=amina, now=NOW)
    assert find_token(key, now=NOW) is None


def test_token_of_another_is_not_revoked() -> None:
    token, key = create_token(member("a@example.org"), name="s", scope="read", now=NOW)
    with pytest.raises(NotAllowed):
        revoke_token(token, by=member("b@example.org"), now=NOW)
    assert find_token(key, now=NOW) == token


@pytest.mark.parametrize(("name", "scope"), [("", "read"), ("x" * 81, "read"), ("x", "all")])
def test_token_malformed_is_not_made(name: str, scope: str) -> None:
    with pytest.raises(Malformed):
        create_token(member("a@example.org"), name=name, scope=scope, now=NOW)
    assert not ApiToken.objects.exists()


def test_tokens_of_a_person_are_twenty_at_most() -> None:
    amina = member("a@example.org")
    for number in range(MOST_TOKENS):
        create_token(amina, name=f"{number}", scope="read", now=NOW)
    with pytest.raises(RuleRefused) as refusal:
        create_token(amina, name="one more", scope="read", now=NOW)
    assert refusal.value.code == "too_many_tokens"
    assert amina.api_tokens.count() == MOST_TOKENS


def test_password_alone_is_not_enough_for_staff_who_owe_a_second_factor() -> None:
    host, amina = staff(Role.HOST), member("a@example.org")
    assert may_use_password_alone(host)
    with override_settings(MNIC_STAFF_MFA_REQUIRED=True):
        assert not may_use_password_alone(host)
        assert may_use_password_alone(amina)
