"""The members of an organisation over HTTP: read, added, appointed, removed, by whom it should."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, OrganisationMember, Person
from tests.api.callers import Caller
from tests.api.conftest import House
from tests.factories import make_organisation, make_person


@pytest.fixture
def club(house: House) -> Organisation:
    """The member of the house manages it, Bruno belongs to it."""
    organisation = make_organisation(house.member)
    OrganisationMember.objects.create(organisation=organisation, person=make_person("Bruno"))
    return organisation


def bruno() -> Person:
    return Person.objects.get(name="Bruno")


def path(club: Organisation, person: Person | None = None) -> str:
    end = "" if person is None else f"{person.pk}/"
    return f"organisations/{club.pk}/members/{end}"


def shape(person: Person, *, manages: bool) -> dict[str, Any]:
    return {"person": {"id": str(person.pk), "name": person.name}, "is_manager": manages}


def standing(club: Organisation) -> set[tuple[str, bool]]:
    return set(club.memberships.values_list("person__name", "is_manager"))


def test_the_members_are_told_to_staff_and_managers_by_name(
    house: House, club: Organisation, host: Caller, member: Caller
) -> None:
    both = [shape(bruno(), manages=False), shape(house.member, manages=True)]
    for caller in (host, member):
        answer = caller.get(path(club)).json()
        assert (answer["count"], answer["results"]) == (2, both)
        assert caller.get(f"organisations/{club.pk}/").json()["members"] == both


def test_a_change_of_nothing_changes_nothing(club: Organisation, host: Caller) -> None:
    before = standing(club)
    answer = host.patch(path(club, bruno()), {})
    assert (answer.status_code, answer.json()) == (200, shape(bruno(), manages=False))
    assert standing(club) == before


def test_the_list_costs_the_same_at_any_length(club: Organisation, host: Caller) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert host.get(path(club)).status_code == 200
        return len(asked)

    before = cost()
    for _ in range(3):
        OrganisationMember.objects.create(organisation=club, person=make_person())
    assert cost() == before


def test_a_plain_member_is_told_of_nobody_but_themselves(club: Organisation) -> None:
    caller = Caller(bruno())
    itself = [shape(bruno(), manages=False)]
    assert caller.get(path(club)).json()["results"] == itself
    assert caller.get(f"organisations/{club.pk}/").json()["members"] == itself


def test_the_desk_adds_a_member_once(house: House, club: Organisation, host: Caller) -> None:
    zoe = make_person("Zoé")
    added = host.post(path(club), {"person": str(zoe.pk), "is_manager": True})
    assert (added.status_code, added.json()) == (201, shape(zoe, manages=True))
    again = host.post(path(club), {"person": str(zoe.pk)})
    assert (again.status_code, again.json()["code"]) == (409, "already_member")
    assert standing(club) == {("Claire", True), ("Bruno", False), ("Zoé", True)}


def test_a_manager_adds_nobody_they_cannot_see(club: Organisation, member: Caller) -> None:
    zoe = make_person("Zoé")
    assert member.post(path(club), {"person": str(zoe.pk)}).status_code == 404
    assert standing(club) == {("Claire", True), ("Bruno", False)}


def test_a_manager_appoints_steps_down_and_goes(
    house: House, club: Organisation, member: Caller
) -> None:
    itself = path(club, house.member)
    for refused in (member.delete(itself), member.patch(itself, {"is_manager": False})):
        assert (refused.status_code, refused.json()["code"]) == (422, "last_manager")
    assert standing(club) == {("Claire", True), ("Bruno", False)}
    appointed = member.patch(path(club, bruno()), {"is_manager": True})
    assert (appointed.status_code, appointed.json()) == (200, shape(bruno(), manages=True))
    assert member.patch(itself, {"is_manager": False}).json()["is_manager"] is False
    assert Caller(bruno()).delete(itself).status_code == 204
    assert standing(club) == {("Bruno", True)}
    assert member.get(path(club)).status_code == 404


def test_a_plain_member_changes_nobody(house: House, club: Organisation) -> None:
    caller = Caller(bruno())
    itself = path(club, bruno())
    assert caller.patch(itself, {"is_manager": True}).status_code == 403
    assert caller.delete(itself).status_code == 403
    assert caller.delete(path(club, house.member)).status_code == 404
    assert standing(club) == {("Claire", True), ("Bruno", False)}


def test_who_is_no_member_is_404(house: House, club: Organisation, host: Caller) -> None:
    zoe = make_person("Zoé")
    assert host.patch(path(club, zoe), {"is_manager": True}).status_code == 404
    assert host.delete(path(club, zoe)).status_code == 404
    assert standing(club) == {("Claire", True), ("Bruno", False)}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "person"),
        ({"person": "Bruno"}, "person"),
        ({"person": "00000000-0000-0000-0000-000000000000", "is_manager": 1}, "is_manager"),
    ],
)
def test_a_malformed_member_names_its_field(
    club: Organisation, host: Caller, body: dict[str, Any], field: str
) -> None:
    refused = host.post(path(club), body)
    assert refused.status_code == 400
    assert field in refused.json()["fields"]
    assert club.memberships.count() == 2


def test_a_retried_addition_counts_once(club: Organisation, host: Caller) -> None:
    zoe = make_person("Zoé")
    answers = [
        host.post(path(club), {"person": str(zoe.pk)}, Idempotency_Key="zoe") for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert club.memberships.filter(person=zoe).count() == 1
