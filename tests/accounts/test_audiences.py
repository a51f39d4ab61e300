"""Every house begins with seven publics, which staff may rename and the migration leaves alone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.models import Audience, Role
from tests.accounts.people import staff
from tests.api.callers import Caller

pytestmark = pytest.mark.django_db
SEVEN = [
    ("project_holder", "Porteur de projet", "Project holder", False),
    ("resident", "Habitant", "Resident", False),
    ("student", "Étudiant", "Student", False),
    ("job_seeker", "Demandeur d’emploi", "Job seeker", False),
    ("company", "Entreprise", "Company", True),
    ("association", "Association", "Association", True),
    ("school", "École", "School", True),
]


def kept() -> list[tuple[str, str, str, bool]]:
    return list(Audience.objects.values_list("code", "name_fr", "name_en", "is_for_organisations"))


def migrate_again() -> None:
    migration = import_module("accounts.migrations.0004_audiences")
    with connection.schema_editor() as editor:
        migration.add_audiences(apps, editor)


def test_a_new_house_has_the_seven_in_their_order() -> None:
    assert kept() == SEVEN
    assert [one["code"] for one in Caller().get("audiences/").json()["results"]] == [
        code for code, *_ in SEVEN
    ]


def test_a_house_that_has_some_already_keeps_its_own_words() -> None:
    Audience.objects.filter(code="student").delete()
    Audience.objects.filter(code="resident").update(name_fr="Calaisien", position=9)
    Audience.objects.create(code="tourist", name_fr="Touriste", position=10)
    migrate_again()
    words = dict(Audience.objects.values_list("code", "name_fr"))
    assert words.pop("tourist") == "Touriste"
    assert words.pop("resident") == "Calaisien"
    assert words.pop("student") == "Étudiant"
    assert len(words) == 5


def test_staff_rename_one_of_them_and_its_code_stays(client: Client) -> None:
    client.force_login(staff(Role.DIRECTOR))
    student = Audience.objects.get(code="student")
    page = f"/admin/accounts/audience/{student.pk}/change/"
    data = {"code": "x", "name_fr": "Apprenant", "name_en": "Learner", "position": "2"}
    assert client.post(page, data).status_code == 302
    student.refresh_from_db()
    assert (student.code, student.name_fr, student.name_en) == ("student", "Apprenant", "Learner")
