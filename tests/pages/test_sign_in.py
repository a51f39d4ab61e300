"""Signing in and out: what is safe to follow, what a stranger learns, when sessions end."""

import re

import pytest
from django.test import Client

from accounts.models import Person, Role
from tests.accounts.people import PASSWORD, member, staff
from tests.pages.letters import all_letters, last_code, letters_to

pytestmark = pytest.mark.django_db

SIGN_IN = "/compte/connexion/"
SIGN_OUT = "/compte/deconnexion/"
RESET = "/compte/mot-de-passe/oublie/"
ASK_CODE = "/compte/connexion/code/"
GIVE_CODE = "/compte/connexion/code/saisir/"
OTHER_PASSWORD = "dentelle-mecanique-62"


def sign_in(client: Client, email: str, password: str = PASSWORD, after: str = "/") -> object:
    return client.post(SIGN_IN, {"login": email, "password": password, "next": after})


def is_signed_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def test_sign_in_with_the_password_goes_on_where_one_was(client: Client) -> None:
    member("amina@example.org")
    response = client.post(
        SIGN_IN, {"login": "Amina@example.org", "password": PASSWORD, "next": "/reserver?k=desk"}
    )
    assert (response.status_code, response["Location"]) == (302, "/reserver?k=desk")
    assert is_signed_in(client)


@pytest.mark.parametrize("role", list(Role))
def test_staff_arrive_at_the_day_of_their_site(client: Client, role: Role) -> None:
    person = staff(role)
    data = {"login": person.email, "password": PASSWORD}
    response = client.post(SIGN_IN, data)
    assert (response.status_code, response["Location"]) == (302, "/accueil/jour")
    again = client.get(SIGN_IN)
    assert (again.status_code, again["Location"]) == (302, "/accueil/jour")


def test_staff_with_a_page_to_go_on_to_arrive_there(client: Client) -> None:
    person = staff(Role.HOST)
    data = {"login": person.email, "password": PASSWORD, "next": "/accueil/bloquer?site=1"}
    response = client.post(SIGN_IN, data)
    assert (response.status_code, response["Location"]) == (302, "/accueil/bloquer?site=1")


def test_others_without_a_page_to_go_on_to_arrive_at_home(client: Client) -> None:
    member("amina@example.org")
    response = client.post(SIGN_IN, {"login": "amina@example.org", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "///evil.example",
        " //evil.example",
        "http://testserver@evil.example/",
    ],
)
@pytest.mark.parametrize("path", [SIGN_IN, SIGN_OUT])
def test_next_that_leads_elsewhere_is_not_followed(client: Client, path: str, evil: str) -> None:
    member("amina@example.org")
    if path == SIGN_OUT:
        sign_in(client, "amina@example.org")
    data = {"login": "amina@example.org", "password": PASSWORD, "next": evil}
    response = client.post(f"{path}?next={evil}", data)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_sign_in_shows_next_as_text(client: Client) -> None:
    page = client.get(SIGN_IN, {"next": '//evil.example"><script>'}).content.decode()
    assert "<script>" not in page


def test_sign_in_gives_the_session_a_new_key(client: Client) -> None:
    member("amina@example.org")
    client.get("/reserver")
    session = client.session
    session["choice"] = "kept"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    planted = session.session_key
    sign_in(client, "amina@example.org")
    assert client.session.session_key != planted
    assert client.session["choice"] == "kept"
    stranger = Client()
    stranger.cookies["sessionid"] = planted or ""
    assert not is_signed_in(stranger)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"login": "amina@example.org"},
        {"login": "amina@example.org", "password": ""},
        {"login": "amina", "password": PASSWORD},
        {"login": "amina@example.org", "password": "wrong"},
        {"login": "amina@example.org\x00", "password": PASSWORD},
    ],
)
def test_sign_in_malformed_or_wrong_signs_nobody_in(client: Client, data: dict[str, str]) -> None:
    member("amina@example.org")
    assert client.post(SIGN_IN, data).status_code == 200
    assert not is_signed_in(client)


def test_sign_in_of_somebody_who_left_is_refused(client: Client) -> None:
    member("amina@example.org")
    Person.objects.update(is_active=False)
    response = client.post(SIGN_IN, {"login": "amina@example.org", "password": PASSWORD})
    assert response["Location"] == "/compte/inactif/"
    assert not is_signed_in(client)


def test_sign_in_is_slowed_after_five_wrong_passwords() -> None:
    member("amina@example.org")
    for _ in range(5):
        sign_in(Client(), "amina@example.org", "wrong")
    client = Client()
    sign_in(client, "amina@example.org")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", [SIGN_IN, RESET, ASK_CODE])
def test_strangers_get_the_same_answer_for_known_and_unknown_addresses(path: str) -> None:
    member("known@example.org")
    known, unknown = (_answer(path, email) for email in ("known@example.org", "new@example.org"))
    assert known == unknown


def _answer(path: str, email: str) -> tuple[object, ...]:
    client = Client()
    data = {"login": email, "email": email, "password": "wrong"}
    response = client.post(path, data)
    page = client.get(response["Location"]) if response.status_code == 302 else response
    lines = page.content.decode().replace(email, "(address)").splitlines()
    shown = [line for line in lines if "csrfmiddlewaretoken" not in line]
    return response.status_code, response.get("Location"), sorted(response.cookies), shown


def test_sign_in_by_code_needs_no_password(client: Client) -> None:
    member("amina@example.org")
    client.post(f"{ASK_CODE}?next=/profil", {"email": "amina@example.org", "next": "/profil"})
    done = client.post(GIVE_CODE, {"code": last_code("amina@example.org"), "next": "/profil"})
    assert done["Location"] == "/profil"
    assert is_signed_in(client)


def test_sign_in_by_code_of_an_unknown_address_writes_to_it_that_it_is_unknown(
    client: Client,
) -> None:
    client.post(ASK_CODE, {"email": "new@example.org"})
    (letter,) = letters_to("new@example.org")
    assert "Pas de compte" in letter.subject
    assert Person.objects.count() == 0


def test_reset_by_code_changes_the_password_and_ends_the_old_sessions(client: Client) -> None:
    member("amina@example.org")
    old = Client()
    sign_in(old, "amina@example.org")
    assert is_signed_in(old)
    client.post(RESET, {"email": "amina@example.org"})
    client.post(f"{RESET}code/", {"code": last_code("amina@example.org")})
    client.post(f"{RESET}nouveau/", {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD})
    assert not is_signed_in(old)
    new = Client()
    sign_in(new, "amina@example.org", OTHER_PASSWORD)
    assert is_signed_in(new)


def test_reset_with_a_wrong_code_changes_nothing(client: Client) -> None:
    person = member("amina@example.org")
    client.post(RESET, {"email": "amina@example.org"})
    right = last_code("amina@example.org")
    client.post(f"{RESET}code/", {"code": f"{(int(right) + 1) % 1_000_000:06}"})
    client.post(f"{RESET}nouveau/", {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_changing_the_password_keeps_this_session_and_ends_the_others(client: Client) -> None:
    member("amina@example.org")
    other = Client()
    sign_in(client, "amina@example.org")
    sign_in(other, "amina@example.org")
    client.post(
        "/compte/mot-de-passe/",
        {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD},
    )
    assert is_signed_in(client)
    assert not is_signed_in(other)


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "amina@example.org"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    person = member("amina@example.org")
    sign_in(client, "amina@example.org")
    client.post(
        "/compte/mot-de-passe/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_sign_out_by_post_ends_the_session_and_clears_the_browser(client: Client) -> None:
    member("amina@example.org")
    sign_in(client, "amina@example.org")
    response = client.post(SIGN_OUT)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_signed_in(client)


def test_sign_out_by_get_only_asks(client: Client) -> None:
    member("amina@example.org")
    sign_in(client, "amina@example.org")
    assert client.get(SIGN_OUT).status_code == 200
    assert is_signed_in(client)


@pytest.mark.parametrize("path", [SIGN_IN, SIGN_OUT, RESET, "/compte/inscription/", "/langue/"])
def test_forms_from_elsewhere_are_refused(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(path, {"login": "a@b.c", "email": "a@b.c", "name": "A"})
    assert response.status_code == 403
    assert "trop ancienne" in response.content.decode()
    assert not all_letters()


def test_changing_the_address_waits_for_the_code_sent_to_the_new_one(client: Client) -> None:
    person = member("amina@example.org")
    sign_in(client, "amina@example.org")
    client.post("/compte/adresse/", {"email": "new@example.org", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "amina@example.org"
    client.post("/compte/adresse/code/", {"code": last_code("new@example.org")})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert [letter.subject for letter in letters_to("amina@example.org")]


def test_signing_in_offers_the_code_as_plainly_as_the_password(client: Client) -> None:
    page = client.get(SIGN_IN, {"next": "/reserver"}).content.decode()
    button = re.search(r'<a class="button quiet" href="([^"]+)">Recevoir un code', page)
    assert button is not None
    assert button[1].startswith(ASK_CODE)
    assert "next=%2Freserver" in button[1]
    assert page.index('name="password"') < page.index("Mot de passe oublié")


def test_account_pages_have_the_ways_in_of_the_screens(client: Client) -> None:
    menu = _menu(client.get(SIGN_IN).content.decode())
    assert menu == ["/reserver", "/planning", "/aide/"]
    client.force_login(member("amina@example.org"))
    menu = _menu(client.get("/compte/").content.decode())
    assert menu == ["/reserver", "/planning", "/mes-reservations", "/aide/"]
    client.force_login(staff(Role.DIRECTOR))
    menu = _menu(client.get("/compte/").content.decode())
    assert menu == ["/reserver", "/mes-reservations", "/accueil/jour", "/admin/", "/aide/"]


def _menu(page: str) -> list[str]:
    """The addresses in the main menu."""
    menu = re.search(r'<nav class="menu".*?</nav>', page, re.DOTALL)
    assert menu is not None
    return re.findall(r'href="([^"]+)"', menu[0])
