"""One's own account: the file, the three questions, the language and the keys of programs."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from accounts.models import ApiToken, Person, Role
from accounts.services.tokens import create_token, find_token
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db

TOKENS = "/compte/jetons/"


@pytest.fixture
def amina(client: Client) -> Person:
    person = member("amina@example.org")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "path",
    [
        "/compte/",
        TOKENS,
        "/compte/adresse/",
        "/compte/mot-de-passe/",
        "/compte/double-verification/",
    ],
)
def test_account_pages_ask_visitors_to_sign_in_and_come_back(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/compte/connexion/?next={path}"


@pytest.mark.usefixtures("amina")
def test_overview_shows_the_file_and_is_not_stored(client: Client) -> None:
    response = client.get("/compte/")
    page = response.content.decode()
    assert "amina@example.org" in page
    assert "Je préfère ne pas répondre" in page
    assert "no-store" in response["Cache-Control"]


def test_change_keeps_name_telephone_and_language(client: Client, amina: Person) -> None:
    data = {"name": "Amina D.", "telephone": "+33 6 00 00 00 00", "language": "en"}
    response = client.post("/compte/modifier/", data)
    assert response["Location"] == "/compte/"
    assert response.cookies["django_language"].value == "en"
    amina.refresh_from_db()
    assert (amina.name, amina.telephone, amina.language) == (
        "Amina D.",
        "+33 6 00 00 00 00",
        "en",
    )


def test_change_writes_no_field_that_the_form_has_not(client: Client, amina: Person) -> None:
    data = {
        "name": "Amina",
        "language": "fr",
        "email": "other@example.org",
        "is_active": "",
        "role": "admin",
        "audience": "company",
        "password": "x",
    }
    client.post("/compte/modifier/", data)
    changed = Person.objects.get(pk=amina.pk)
    assert (changed.email, changed.is_active, changed.audience) == (
        "amina@example.org",
        True,
        None,
    )
    assert changed.password == amina.password
    assert not changed.role_assignments.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "", "language": "fr"},
        {"name": "A", "language": "tlh"},
        {"name": "x" * 201, "language": "fr"},
        {"name": "A", "language": "fr", "telephone": "0" * 41},
    ],
)
def test_change_malformed_says_so_and_writes_nothing(
    client: Client, amina: Person, data: dict[str, str]
) -> None:
    before = Person.objects.filter(pk=amina.pk).values().get()
    response = client.post("/compte/modifier/", data)
    assert response.status_code == 400
    assert 'class="errorlist"' in response.content.decode()
    assert Person.objects.filter(pk=amina.pk).values().get() == before


@pytest.mark.parametrize("path", ["/compte/modifier/", "/compte/questions/", "/langue/"])
def test_acts_need_a_post(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


def test_questions_keep_answers_refusals_and_the_day(client: Client, amina: Person) -> None:
    with time_machine.travel(dt.datetime(2027, 3, 2, 23, 30, tzinfo=dt.UTC), tick=False):
        client.force_login(amina)
        client.post("/compte/questions/", {"birth_year": "1990", "commune_refused": "on"})
    amina.refresh_from_db()
    assert (amina.birth_year, amina.birth_year_answer) == (1990, "given")
    assert (amina.commune, amina.commune_answer) == ("", "declined")
    assert (amina.programme, amina.programme_answer) == ("", "not_asked")
    assert amina.questions_asked_on == dt.date(2027, 3, 3)


def test_questions_with_a_year_to_come_are_refused(client: Client, amina: Person) -> None:
    response = client.post("/compte/questions/", {"birth_year": "2199"})
    assert response.status_code == 400
    amina.refresh_from_db()
    assert (amina.birth_year, amina.questions_asked_on) == (None, None)


# The language of the pages.


def test_language_of_a_visitor_is_kept_in_a_cookie(client: Client) -> None:
    response = client.post("/langue/", {"language": "en", "next": "/compte/connexion/"})
    assert response["Location"] == "/compte/connexion/"
    assert 'lang="en"' in client.get("/compte/connexion/").content.decode()


def test_language_of_a_person_is_kept_in_the_file(client: Client, amina: Person) -> None:
    client.post("/langue/", {"language": "en"})
    amina.refresh_from_db()
    assert amina.language == "en"


@pytest.mark.parametrize("evil", ["//evil.example", "\\\\evil.example", "https://evil.example"])
def test_language_does_not_lead_elsewhere(client: Client, evil: str) -> None:
    response = client.post("/langue/", {"language": "tlh", "next": evil})
    assert response["Location"] == "/"
    assert "django_language" not in response.cookies


# Keys of programs.


def test_token_is_made_shown_once_and_works(client: Client, amina: Person) -> None:
    response = client.post(TOKENS, {"name": "Mon script", "scope": "read"})
    assert response.status_code == 201
    token = ApiToken.objects.get()
    shown = response.content.decode()
    key = shown[shown.index("mnic_") :].split("<")[0]
    found = find_token(key, now=NOW)
    assert found == token
    assert (token.person, token.scope, token.name) == (amina, "read", "Mon script")
    assert key not in client.get(TOKENS).content.decode()
    assert key not in str(list(AuditEntry.objects.values()))


@pytest.mark.usefixtures("amina")
@pytest.mark.parametrize(
    "data",
    [{}, {"name": "x"}, {"name": "", "scope": "read"}, {"name": "x", "scope": "everything"}],
)
def test_token_malformed_is_not_made(client: Client, data: dict[str, str]) -> None:
    assert client.post(TOKENS, data).status_code == 400
    assert not ApiToken.objects.exists()


@pytest.mark.usefixtures("amina")
def test_token_names_are_shown_as_text(client: Client) -> None:
    client.post(TOKENS, {"name": "<script>alert(1)</script>", "scope": "read"})
    page = client.get(TOKENS).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_token_is_revoked_by_its_owner(client: Client, amina: Person) -> None:
    token, key = create_token(amina, name="x", scope="write", now=NOW)
    client.post(f"{TOKENS}{token.pk}/supprimer/")
    assert find_token(key, now=NOW) is None


@pytest.mark.usefixtures("amina")
def test_token_of_somebody_else_is_not_found(client: Client) -> None:
    token, key = create_token(staff(Role.ADMIN), name="x", scope="write", now=NOW)
    assert client.post(f"{TOKENS}{token.pk}/supprimer/").status_code == 404
    assert find_token(key, now=NOW) == token
