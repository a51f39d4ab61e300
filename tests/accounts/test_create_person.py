import pytest
from allauth.account.models import EmailAddress

from accounts.errors import EmailTaken, LooksLike
from accounts.models import Organisation, Person, Role
from accounts.services.create_person import create_person
from core.errors import Malformed, NotAllowed
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db


def test_create_person_with_a_name_alone_keeps_a_file_without_password() -> None:
    host = staff(Role.HOST)
    person = create_person(name="  Zoé   Blondel ", by=host, now=NOW)
    person.refresh_from_db()
    assert (person.name, person.email, person.created_by) == ("Zoé Blondel", None, host)
    assert not person.has_usable_password()
    entry = AuditEntry.objects.get(subject_id=person.pk)
    assert (entry.action, entry.by_id, entry.at) == ("person.created", host.pk, NOW)
    assert "Zoé" not in str(entry.changes)


def test_create_person_with_an_email_keeps_it_unproven() -> None:
    person = create_person(name="Zoé", email=" Zoe@Example.org ", by=staff(Role.HOST), now=NOW)
    address = EmailAddress.objects.get(user_id=person.pk)
    assert (address.email, address.verified) == ("zoe@example.org", False)


def test_create_person_who_resembles_lists_who_and_why_and_writes_nothing() -> None:
    host = staff(Role.HOST)
    club = Organisation.objects.create(name="Club", kind="association")
    known = create_person(
        name="Jean Dupont", telephone="0612345678", organisation=club, by=host, now=NOW
    )
    before = Person.objects.count()
    with pytest.raises(LooksLike) as refusal:
        create_person(name="DUPONT Jean", telephone="+33 6 12 34 56 78", by=host, now=NOW)
    assert refusal.value.code == "looks_like"
    assert refusal.value.details["people"] == [
        {
            "id": str(known.pk),
            "name": "Jean Dupont",
            "telephone": "0612345678",
            "birth_year": None,
            "organisations": [{"id": str(club.pk), "name": "Club"}],
            "reasons": ["name", "telephone"],
        }
    ]
    assert Person.objects.count() == before


def test_create_person_by_force_makes_the_second_file() -> None:
    host = staff(Role.HOST)
    first = create_person(name="Jean Dupont", by=host, now=NOW)
    second = create_person(name="Jean Dupont", by=host, now=NOW, force=True)
    assert first.pk != second.pk


def test_create_person_with_anothers_email_is_refused_even_by_force() -> None:
    host = staff(Role.HOST)
    member("amina@example.org")
    before = Person.objects.count()
    with pytest.raises(EmailTaken):
        create_person(name="Zoé", email="AMINA@example.org", by=host, now=NOW, force=True)
    assert Person.objects.count() == before


@pytest.mark.parametrize("role", [None, Role.ACCOUNTANT])
def test_create_person_by_somebody_who_keeps_no_files_is_refused(role: Role | None) -> None:
    by = staff(role) if role else member("m@example.org")
    before = Person.objects.count()
    with pytest.raises(NotAllowed):
        create_person(name="Zoé", by=by, now=NOW)
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": "   "}),
        ("name", {"name": "x" * 10_000}),
        ("name", {"name": "a\x00b"}),
        ("email", {"name": "Zoé", "email": "not an address"}),
        ("birth_year", {"name": "Zoé", "birth_year": 2999}),
        ("birth_year", {"name": "Zoé", "birth_year": -5}),
        ("language", {"name": "Zoé", "language": "tlh"}),
        ("telephone", {"name": "Zoé", "telephone": "0" * 500}),
    ],
)
def test_create_person_with_a_malformed_field_names_it_and_writes_nothing(
    field: str, values: dict[str, object]
) -> None:
    host = staff(Role.HOST)
    before = Person.objects.count()
    with pytest.raises(Malformed) as refusal:
        create_person(by=host, now=NOW, **values)  # type: ignore[arg-type]
    assert list(refusal.value.fields) == [field]
    assert Person.objects.count() == before
