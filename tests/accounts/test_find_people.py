import pytest

from accounts.models import Person, Role
from accounts.selectors import find_people
from tests.accounts.people import member, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> Person:
    Person.objects.create(name="Éloïse Lefèvre", telephone="+33 6 12 34 56 78")
    Person.objects.create(name="Tom 62 Blot", telephone="03 21 00 00 00")
    member("nadia@example.org", name="Nadia Lens")
    return staff(Role.HOST)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("eloise", ["Éloïse Lefèvre"]),
        ("LEFEVRE elo", ["Éloïse Lefèvre"]),
        ("0612345678", ["Éloïse Lefèvre"]),
        ("06 12 34", ["Éloïse Lefèvre"]),
        ("nadia@ex", ["Nadia Lens"]),
        ("62", ["Tom 62 Blot"]),
        ("personne", []),
        ("%", []),
        ("'; drop table", []),
        ("a\x00b", []),
    ],
)
def test_find_people_by_what_was_typed(host: Person, typed: str, names: list[str]) -> None:
    assert [person.name for person in find_people(typed, host)] == names


def test_find_people_with_nothing_typed_lists_everybody(host: Person) -> None:
    assert find_people("  ", host).count() == Person.objects.count()


@pytest.mark.usefixtures("host")
def test_find_people_as_a_member_finds_only_oneself() -> None:
    nadia = Person.objects.get(email="nadia@example.org")
    assert list(find_people("a", nadia)) == [nadia]
    assert list(find_people("eloise", nadia)) == []
    assert list(find_people("eloise", None)) == []
