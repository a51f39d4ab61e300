"""The second factor: anybody may have one, staff must in production, the admin's door included."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client, override_settings

from accounts.models import Person, Role
from core import clock
from tests.accounts.people import PASSWORD, member, staff

pytestmark = pytest.mark.django_db

SIGN_IN = "/compte/connexion/"
SET_UP = "/compte/double-verification/activer/"
SECOND = "/compte/connexion/double-verification/"


@pytest.fixture
def _required() -> Iterator[None]:
    with override_settings(MNIC_STAFF_MFA_REQUIRED=True):
        yield


def code_of(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30 + step)))


def with_factor(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return str(secret)


def password_step(client: Client, person: Person, after: str = "/") -> str:
    data = {"login": person.email, "password": PASSWORD, "next": after}
    return str(client.post(SIGN_IN, data)["Location"])


def prove_again_and_open_set_up(client: Client) -> str:
    """An open session alone cannot add a factor: the password is asked for once more."""
    asked = client.get(SET_UP)
    assert asked["Location"].startswith("/compte/confirmer/?next=")
    done = client.post(asked["Location"], {"password": PASSWORD, "next": SET_UP})
    assert done["Location"] == SET_UP
    return client.get(SET_UP).content.decode()


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_somebody_with_a_factor_is_signed_in_only_after_its_code(client: Client) -> None:
    person = member("amina@example.org")
    secret = with_factor(person)
    assert password_step(client, person, "/profil") == SECOND
    assert not is_signed_in(client)
    wrong = f"{(int(code_of(secret)) + 7) % 1_000_000:06}"
    client.post(SECOND, {"code": wrong})
    assert not is_signed_in(client)
    done = client.post(SECOND, {"code": code_of(secret)})
    assert done["Location"] == "/profil"
    assert is_signed_in(client)


def test_a_used_code_does_not_open_twice(client: Client) -> None:
    person = member("amina@example.org")
    secret = with_factor(person)
    code = code_of(secret)
    password_step(client, person)
    client.post(SECOND, {"code": code})
    assert is_signed_in(client)
    replay = Client()
    password_step(replay, person)
    replay.post(SECOND, {"code": code})
    assert not is_signed_in(replay)


def test_a_recovery_code_opens_once(client: Client) -> None:
    person = member("amina@example.org")
    with_factor(person)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    password_step(client, person)
    client.post(SECOND, {"code": code})
    assert is_signed_in(client)
    replay = Client()
    password_step(replay, person)
    replay.post(SECOND, {"code": code})
    assert not is_signed_in(replay)


def test_reset_by_code_does_not_pass_by_the_factor(client: Client) -> None:
    person = member("amina@example.org")
    with_factor(person)
    client.post("/compte/connexion/code/", {"email": person.email})
    assert not is_signed_in(client)


def test_the_factors_secret_is_sealed_in_the_database() -> None:
    person = member("amina@example.org")
    secret = with_factor(person)
    kept = Authenticator.objects.get(user=person, type="totp").data
    assert secret not in str(kept)


def test_setting_up_shows_a_drawing_and_a_key_and_gives_recovery_codes(client: Client) -> None:
    person = staff(Role.HOST)
    password_step(client, person)
    page = prove_again_and_open_set_up(client)
    assert "<svg" in page
    assert "<?xml" not in page
    assert "data:" not in page
    secret = client.session["mfa.totp.secret"]
    assert secret in page
    done = client.post(SET_UP, {"code": code_of(secret)})
    assert done["Location"] == "/compte/double-verification/codes/"
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert client.get("/compte/double-verification/codes/").status_code == 200


def test_setting_up_with_a_wrong_code_sets_nothing_up(client: Client) -> None:
    person = staff(Role.HOST)
    password_step(client, person)
    prove_again_and_open_set_up(client)
    client.post(SET_UP, {"code": "nope"})
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("role", list(Role))
def test_staff_without_a_factor_get_no_further_than_setting_one_up(
    client: Client, role: Role
) -> None:
    client.force_login(staff(role))
    for path in ("/", "/compte/", "/compte/jetons/", "/admin/", "/accueil/jour"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, SET_UP)
    refused = client.get("/api/v1/people/me/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    assert client.get(SET_UP).status_code in (200, 302)
    assert client.post("/compte/deconnexion/").status_code == 302


@pytest.mark.usefixtures("_required")
def test_staff_with_a_factor_and_members_without_one_go_on(client: Client) -> None:
    host = staff(Role.HOST)
    with_factor(host)
    for person in (host, member("amina@example.org")):
        client.force_login(person)
        assert client.get("/compte/").status_code == 200


def test_staff_go_on_without_a_factor_where_none_is_required(client: Client) -> None:
    client.force_login(staff(Role.HOST))
    assert client.get("/compte/").status_code == 200


def test_production_requires_the_factor_unless_told_otherwise() -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "mnic.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "mnic.example",
        "DATABASE_URL": "postgres://mnic:pass@db/mnic",
        "REDIS_URL": "redis://redis/0",
        "EMAIL_URL": "smtp://mail:25",
        "PUBLIC_URL": "https://mnic.example",
        "CALENDAR_HOST": "mnic.example",
    }
    ask = "from django.conf import settings; print(settings.MNIC_STAFF_MFA_REQUIRED)"
    for given, required in ({}, "True"), ({"MNIC_STAFF_MFA_REQUIRED": "no"}, "False"):
        said = subprocess.run(
            [sys.executable, "-c", ask],
            env=environment | given,
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.strip() == required


# The admin's door is the same door.


def test_admin_sends_visitors_to_the_houses_own_sign_in(client: Client) -> None:
    there = client.get("/admin/")
    response = client.get(there["Location"])
    assert (response.status_code, response["Location"]) == (302, f"{SIGN_IN}?next=%2Fadmin%2F")


def test_admin_login_takes_no_password_of_its_own(client: Client) -> None:
    person = staff(Role.ADMIN)
    client.post("/admin/login/", {"username": person.email, "password": PASSWORD})
    assert not is_signed_in(client)


def test_admin_of_somebody_with_a_factor_opens_after_its_code(client: Client) -> None:
    person = staff(Role.ADMIN)
    secret = with_factor(person)
    password_step(client, person, "/admin/")
    assert client.get("/admin/").status_code == 302
    client.post(SECOND, {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 403),
        (Role.HOST, 403),
        (Role.ACCOUNTANT, 403),
        (Role.FAB_MANAGER, 200),
        (Role.DIRECTOR, 200),
        (Role.ADMIN, 200),
    ],
)
def test_admin_opens_to_those_who_configure(client: Client, role: Role | None, status: int) -> None:
    client.force_login(staff(role) if role else member("amina@example.org"))
    assert client.get("/admin/", follow=True).status_code == status
