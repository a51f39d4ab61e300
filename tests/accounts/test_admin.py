"""The admin pages of accounts: what each role may read, write and never touch."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.test import Client

from accounts.models import ApiToken, Audience, Organisation, Person, Role, RoleAssignment
from accounts.services.tokens import create_token, find_token
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/person/"
ROLES = "/admin/accounts/roleassignment/"
FILE = {"name": "Zoé", "telephone": "", "address": "", "language": "fr", "is_active": "on"}
ANSWERS = {f"{question}_answer": "not_asked" for question in ("birth_year", "commune", "programme")}


@pytest.mark.parametrize("model", [Person, Organisation, Audience, RoleAssignment, ApiToken])
def test_every_page_opens_for_the_administration(client: Client, model: type) -> None:
    boss = staff(Role.ADMIN)
    create_token(boss, name="t", scope="read", now=NOW)
    Organisation.objects.create(name="Club", kind="association")
    client.force_login(boss)
    path = f"/admin/accounts/{model._meta.model_name}/"  # type: ignore[attr-defined]
    row = model.objects.first()  # type: ignore[attr-defined]
    pages = [path, f"{path}?q=a", f"{path}{row.pk}/change/"]
    if model is not ApiToken:
        pages.append(f"{path}add/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_person_page_shows_no_password_and_deletes_nobody(client: Client) -> None:
    client.force_login(staff(Role.ADMIN))
    amina = member("a@example.org")
    page = client.get(f"{PEOPLE}{amina.pk}/change/").content.decode()
    assert amina.password not in page
    assert 'name="password"' not in page
    assert client.post(f"{PEOPLE}{amina.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=amina.pk).exists()


def test_person_added_has_no_password_and_an_unproven_email(client: Client) -> None:
    boss = staff(Role.DIRECTOR)
    client.force_login(boss)
    client.post(f"{PEOPLE}add/", FILE | ANSWERS | {"email": "Zoe@Example.org"})
    zoe = Person.objects.get(email="zoe@example.org")
    assert (zoe.has_usable_password(), zoe.created_by) == (False, boss)
    assert not EmailAddress.objects.get(user_id=zoe.pk).verified
    act = AuditEntry.objects.get(action="admin.added")
    assert (act.subject_id, act.by_id) == (zoe.pk, boss.pk)
    assert "Zoé" not in str(act.changes)


def test_person_with_a_proved_email_keeps_it(client: Client) -> None:
    client.force_login(staff(Role.ADMIN))
    amina = member("a@example.org")
    data = FILE | ANSWERS | {"email": "evil@example.org"}
    client.post(f"{PEOPLE}{amina.pk}/change/", data)
    amina.refresh_from_db()
    assert (amina.name, amina.email) == ("Zoé", "a@example.org")


def test_roles_are_given_by_the_administration_and_audited(client: Client) -> None:
    client.force_login(staff(Role.ADMIN))
    amina = member("a@example.org")
    client.post(f"{ROLES}add/", {"person": str(amina.pk), "role": "host", "site": ""})
    assert RoleAssignment.objects.filter(person=amina, role="host").exists()
    assert AuditEntry.objects.filter(action="admin.added").count() == 1


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.FAB_MANAGER, Role.HOST, None])
def test_roles_are_given_by_nobody_else(client: Client, role: Role | None) -> None:
    by = staff(role) if role else member("m@example.org")
    client.force_login(by)
    before = RoleAssignment.objects.count()
    for person in (by, member("a@example.org")):
        response = client.post(f"{ROLES}add/", {"person": str(person.pk), "role": "admin"})
        assert response.status_code in (302, 403)
    assert RoleAssignment.objects.count() == before


def test_tokens_are_ended_by_the_administration_and_only_seen_by_the_direction(
    client: Client,
) -> None:
    token, key = create_token(member("a@example.org"), name="t", scope="read", now=NOW)
    act = {"action": "revoke", "_selected_action": [str(token.pk)]}
    client.force_login(staff(Role.DIRECTOR))
    client.post("/admin/accounts/apitoken/", act)
    assert find_token(key, now=NOW) == token
    client.force_login(staff(Role.ADMIN))
    page = client.get(f"/admin/accounts/apitoken/{token.pk}/change/").content.decode()
    assert token.key_hash not in page
    client.post("/admin/accounts/apitoken/", act)
    assert find_token(key, now=NOW) is None


def test_no_library_brings_admin_pages_of_its_own() -> None:
    foreign = {
        model._meta.label
        for label in ("account", "auth", "mfa", "schedule")
        for model in apps.get_app_config(label).get_models()
        if admin.site.is_registered(model)
    }
    assert foreign == set()
