import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from accounts.errors import EmailBelongsToPerson, EmailTaken
from accounts.models import Person, Role
from accounts.questions import questions_due
from accounts.services.create_person import create_person
from accounts.services.update_person import answer_questions, update_person
from core.errors import Malformed, NotAllowed
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db


def test_update_person_writes_the_given_fields_and_names_them_in_the_audit() -> None:
    amina = member("a@example.org")
    update_person(amina, by=amina, now=NOW, name="Amina B", telephone="06")
    amina.refresh_from_db()
    assert (amina.name, amina.telephone, amina.language) == ("Amina B", "06", "fr")
    act = AuditEntry.objects.get(action="person.changed")
    assert act.changes == {"fields": ["name", "telephone"]}


def test_update_person_of_a_stranger_is_refused_and_writes_nothing() -> None:
    amina, other = member("a@example.org"), member("b@example.org")
    with pytest.raises(NotAllowed):
        update_person(other, by=amina, now=NOW, name="Hacked")
    other.refresh_from_db()
    assert other.name == "Amina Delattre"


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"birth_year": 1990}, (1990, "given")),
        ({"birth_year_answer": "declined"}, (None, "declined")),
        ({"birth_year": 1990, "birth_year_answer": "declined"}, (None, "declined")),
        ({"birth_year": None}, (None, "not_asked")),
        ({"birth_year": 1990, "birth_year_answer": "given"}, (1990, "given")),
        ({"birth_year_answer": "given"}, (1980, "given")),
    ],
)
def test_update_person_keeps_an_answer_and_its_state_in_agreement(
    changes: Any, kept: tuple[int | None, str]
) -> None:
    amina = member("a@example.org")
    update_person(amina, by=amina, now=NOW, birth_year=1980)
    fresh = update_person(amina, by=amina, now=NOW, **changes)
    assert (fresh.birth_year, fresh.birth_year_answer) == kept


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"language": "x"},
        {"birth_year": 1850},
        {"commune": "x" * 121},
        {"programme_answer": "maybe"},
        {"email": "no"},
    ],
)
def test_update_person_malformed_writes_nothing(changes: Any) -> None:
    person = create_person(name="Zoé", by=staff(Role.HOST), now=NOW)
    before = Person.objects.filter(pk=person.pk).values().get()
    with pytest.raises(Malformed):
        update_person(person, by=staff(Role.ADMIN), now=NOW, **changes)
    assert Person.objects.filter(pk=person.pk).values().get() == before


def test_update_person_writes_the_email_of_an_unclaimed_file_as_unproven() -> None:
    host = staff(Role.HOST)
    person = create_person(name="Zoé", email="old@example.org", by=host, now=NOW)
    update_person(person, by=host, now=NOW, email="New@example.org")
    addresses = EmailAddress.objects.filter(user_id=person.pk)
    assert [(a.email, a.verified, a.primary) for a in addresses] == [
        ("new@example.org", False, True)
    ]


@pytest.mark.parametrize("by_whom", ["self", "admin"])
def test_update_person_leaves_a_proved_email_to_its_owner(by_whom: str) -> None:
    amina = member("a@example.org")
    by = amina if by_whom == "self" else staff(Role.ADMIN)
    with pytest.raises(EmailBelongsToPerson):
        update_person(amina, by=by, now=NOW, email="evil@example.org")
    amina.refresh_from_db()
    assert amina.email == "a@example.org"


def test_update_person_does_not_let_the_direction_lead_an_administrators_code_away() -> None:
    admin = staff(Role.ADMIN)
    EmailAddress.objects.filter(user_id=admin.pk).delete()
    with pytest.raises(NotAllowed):
        update_person(admin, by=staff(Role.DIRECTOR), now=NOW, email="evil@example.org")
    admin.refresh_from_db()
    assert admin.email == "admin@mnic.test"


def test_update_person_with_anothers_email_is_refused() -> None:
    host = staff(Role.HOST)
    member("a@example.org")
    person = create_person(name="Zoé", by=host, now=NOW)
    with pytest.raises(EmailTaken):
        update_person(person, by=host, now=NOW, email="A@example.org")
    person.refresh_from_db()
    assert person.email is None


def test_questions_are_due_once_a_year() -> None:
    amina = member("a@example.org")
    day = dt.date(2027, 3, 2)
    assert questions_due(amina, day)
    amina = answer_questions(amina, by=amina, now=NOW, today=day, commune="Calais")
    assert (amina.commune, amina.commune_answer) == ("Calais", "given")
    assert not questions_due(amina, dt.date(2028, 3, 1))
    assert questions_due(amina, dt.date(2028, 3, 2))


def test_questions_asked_on_a_29_february_are_due_on_1_march() -> None:
    amina = member("a@example.org")
    amina.questions_asked_on = dt.date(2028, 2, 29)
    assert not questions_due(amina, dt.date(2029, 2, 28))
    assert questions_due(amina, dt.date(2029, 3, 1))
