"""Signing up by a six-digit code in the same tab, and what a stranger must not learn or take."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Person, Role
from accounts.services.create_person import create_person
from accounts.services.emails import keep_email
from core.models import AuditEntry
from tests.accounts.people import NOW, PASSWORD, member, staff
from tests.pages.letters import all_letters, last_code, letters_to

pytestmark = pytest.mark.django_db

SIGN_UP = "/compte/inscription/"
CODE = "/compte/adresse/code/"


def sign_up(client: Client, email: str, name: str = "Nadia Lens", after: str = "/") -> object:
    return client.post(SIGN_UP, {"name": name, "email": email, "next": after})


def signed_in_as(client: Client) -> str | None:
    person_id = client.session.get("_auth_user_id")
    return None if person_id is None else str(person_id)


def test_sign_up_with_the_code_opens_a_file_and_goes_on_where_one_was(client: Client) -> None:
    response = client.post(
        SIGN_UP, {"name": " Nadia  Lens ", "email": "Nadia@Example.org", "next": "/offres/1?x=2"}
    )
    assert (response.status_code, response["Location"]) == (302, CODE)
    page = client.get(CODE)
    assert "nadia@example.org" in page.content.decode()
    done = client.post(CODE, {"code": last_code("nadia@example.org")})
    assert (done.status_code, done["Location"]) == (302, "/offres/1?x=2")
    person = Person.objects.get(email="nadia@example.org")
    assert (person.name, person.has_usable_password()) == ("Nadia Lens", False)
    assert signed_in_as(client) == str(person.pk)
    assert EmailAddress.objects.get(user_id=person.pk).verified
    acts = AuditEntry.objects.filter(subject_id=person.pk).values_list("action", flat=True)
    assert set(acts) == {"person.signed_up", "person.email_verified"}


def test_sign_up_with_a_wrong_code_signs_nobody_in_and_ends_after_three(client: Client) -> None:
    sign_up(client, "nadia@example.org")
    right = last_code("nadia@example.org")
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(3):
        client.post(CODE, {"code": wrong})
    client.post(CODE, {"code": right})
    assert signed_in_as(client) is None
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "Nadia"},
        {"email": "nadia@example.org"},
        {"name": "  ", "email": "nadia@example.org"},
        {"name": "Nadia", "email": "nadia"},
        {"name": "x" * 10_000, "email": "nadia@example.org"},
        {"name": "Nadia", "email": "nadia@example.org\r\nBcc: a@b.c"},
    ],
)
def test_sign_up_malformed_says_so_and_writes_nothing(client: Client, data: dict[str, str]) -> None:
    response = client.post(SIGN_UP, data)
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert (Person.objects.count(), len(all_letters())) == (0, 0)


def test_sign_up_never_keeps_a_password_that_a_stranger_typed(client: Client) -> None:
    data = {"name": "Nadia", "email": "nadia@example.org", "password1": PASSWORD}
    client.post(SIGN_UP, data)
    assert not Person.objects.get(email="nadia@example.org").has_usable_password()


def test_sign_up_in_english_keeps_the_language(client: Client) -> None:
    client.post(
        SIGN_UP, {"name": "Ann", "email": "ann@example.org"}, headers={"accept-language": "en"}
    )
    assert Person.objects.get(email="ann@example.org").language == "en"


# What a stranger may learn.


def test_sign_up_answers_known_unclaimed_and_new_addresses_alike() -> None:
    member("known@example.org")
    create_person(name="Paul Unclaimed", email="file@example.org", by=staff(Role.HOST), now=NOW)
    seen = [_shape_of_sign_up(email) for email in ("known@example.org", "file@example.org")]
    assert seen[0] == seen[1] == _shape_of_sign_up("new@example.org")


def _shape_of_sign_up(email: str) -> tuple[object, ...]:
    """Everything a stranger sees on the way, without the address and the form's own token."""
    client = Client()
    asked = client.post(SIGN_UP, {"name": "Stranger", "email": email})
    page = client.get(CODE)
    wrong = client.post(CODE, {"code": "nope"})
    return (
        asked.status_code,
        asked["Location"],
        sorted(asked.cookies),
        page.status_code,
        _without(page.content.decode(), email),
        wrong.status_code,
        _without(wrong.content.decode(), email),
    )


def _without(page: str, email: str) -> list[str]:
    lines = page.replace(email, "(address)").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_sign_up_with_a_known_address_tells_only_its_owner(client: Client) -> None:
    known = member("known@example.org")
    sign_up(client, "known@example.org", name="Stranger")
    (letter,) = letters_to("known@example.org")
    assert "déjà" in letter.subject
    known.refresh_from_db()
    assert known.name == "Amina Delattre"
    assert Person.objects.count() == 1
    for code in ("000000", "", "123456"):
        client.post(CODE, {"code": code})
    assert signed_in_as(client) is None


def test_letters_hold_no_link_whatever_host_was_asked_for() -> None:
    member("known@example.org")
    for email in ("known@example.org", "new@example.org"):
        Client().post(SIGN_UP, {"name": "N", "email": email}, headers={"host": "evil.example"})
    assert len(all_letters()) == 2
    for letter in all_letters():
        text = f"{letter.subject}\n{letter.body}"
        assert "evil.example" not in text
        assert "http" not in text


# A file that staff opened.


def test_file_of_staff_is_claimed_by_the_code_sent_to_its_address(client: Client) -> None:
    file = create_person(name="Paul Martel", email="paul@example.org", by=staff(Role.HOST), now=NOW)
    sign_up(client, "paul@example.org", name="Another Name", after="/mes-reservations")
    done = client.post(CODE, {"code": last_code("paul@example.org")})
    assert done["Location"] == "/mes-reservations"
    assert signed_in_as(client) == str(file.pk)
    file.refresh_from_db()
    assert file.name == "Paul Martel"
    assert Person.objects.filter(email="paul@example.org").count() == 1


def test_file_of_staff_stays_closed_to_whoever_cannot_read_its_email(client: Client) -> None:
    file = create_person(name="Paul Martel", email="paul@example.org", by=staff(Role.HOST), now=NOW)
    before = Person.objects.filter(pk=file.pk).values().get()
    sign_up(client, "paul@example.org", name="Stranger")
    client.post(CODE, {"code": "x"})
    for path in ("/compte/", "/compte/mot-de-passe/choisir/", "/compte/jetons/"):
        assert client.get(path).status_code == 302
    assert signed_in_as(client) is None
    assert Person.objects.filter(pk=file.pk).values().get() == before
    assert not EmailAddress.objects.get(user_id=file.pk).verified


def test_code_of_an_address_that_staff_corrected_opens_nothing(client: Client) -> None:
    file = create_person(name="Paul Martel", email="paul@example.org", by=staff(Role.HOST), now=NOW)
    sign_up(client, "paul@example.org", name="Stranger")
    keep_email(file, "paule@example.org")
    client.post(CODE, {"code": last_code("paul@example.org")})
    assert signed_in_as(client) is None
    file.refresh_from_db()
    assert file.email == "paule@example.org"
    assert not EmailAddress.objects.get(user_id=file.pk).verified


def test_file_of_staff_without_email_is_never_matched_by_name(client: Client) -> None:
    file = create_person(name="Paul Martel", telephone="0611223344", by=staff(Role.HOST), now=NOW)
    sign_up(client, "other@example.org", name="Paul Martel")
    client.post(CODE, {"code": last_code("other@example.org")})
    assert signed_in_as(client) != str(file.pk)
    file.refresh_from_db()
    assert file.email is None


def test_file_of_staff_is_claimed_by_a_login_code_in_one_letter(client: Client) -> None:
    file = create_person(name="Paul Martel", email="paul@example.org", by=staff(Role.HOST), now=NOW)
    client.post("/compte/connexion/code/", {"email": "paul@example.org"})
    client.post("/compte/connexion/code/saisir/", {"code": last_code("paul@example.org")})
    assert signed_in_as(client) == str(file.pk)
    assert len(letters_to("paul@example.org")) == 1


def test_sign_up_is_limited_per_address_of_the_network() -> None:
    statuses = [
        sign_up(Client(), f"n{number}@example.org").status_code  # type: ignore[attr-defined]
        for number in range(21)
    ]
    assert statuses == [302] * 20 + [429]
    assert Person.objects.count() == 20
