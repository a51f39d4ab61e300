"""Members of an organisation come, rise and go by those who manage it, each act kept."""

import pytest

from accounts.errors import AlreadyMember, LastManager
from accounts.models import Organisation, OrganisationMember, Person, Role
from accounts.permissions import can_see_member
from accounts.selectors import members_visible_to
from accounts.services.members import add_member, change_member, remove_member
from core import locks
from core.errors import NotAllowed, NotFound
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> Person:
    return member("a@example.org", name="Amina")


@pytest.fixture
def bruno() -> Person:
    return member("b@example.org", name="Bruno")


@pytest.fixture
def club(amina: Person, bruno: Person) -> Organisation:
    """Amina manages it, Bruno belongs to it."""
    organisation = make_organisation(amina)
    OrganisationMember.objects.create(organisation=organisation, person=bruno)
    return organisation


def of(club: Organisation, person: Person) -> OrganisationMember:
    return club.memberships.get(person=person)


def standing(club: Organisation) -> set[tuple[str, bool]]:
    return set(club.memberships.values_list("person__name", "is_manager"))


def test_add_member_by_the_desk_locks_writes_and_leaves_an_act(club: Organisation) -> None:
    host, zoe = staff(Role.HOST), member("z@example.org", name="Zoé")
    with locks.recorded() as order:
        add_member(club, zoe, is_manager=True, by=host, now=NOW)
    assert order == ["accounts.Organisation"]
    assert standing(club) == {("Amina", True), ("Bruno", False), ("Zoé", True)}
    act = AuditEntry.objects.get(action="organisation.member_added")
    assert (act.subject_id, act.by_id, act.at) == (club.pk, host.pk, NOW)
    assert act.changes == {"person": str(zoe.pk), "is_manager": True}


def test_add_member_who_is_one_is_refused_and_changes_nothing(
    club: Organisation, bruno: Person
) -> None:
    with pytest.raises(AlreadyMember) as refusal:
        add_member(club, bruno, is_manager=True, by=staff(Role.HOST), now=NOW)
    assert refusal.value.code == "already_member"
    assert standing(club) == {("Amina", True), ("Bruno", False)}
    assert not AuditEntry.objects.filter(action__startswith="organisation.").exists()


def test_change_member_by_a_manager_makes_another(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    change_member(of(club, bruno), is_manager=True, by=amina, now=NOW)
    assert standing(club) == {("Amina", True), ("Bruno", True)}
    act = AuditEntry.objects.get(action="organisation.member_changed")
    assert act.changes == {"person": str(bruno.pk), "is_manager": True}


def test_change_member_to_what_they_are_leaves_no_act(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    change_member(of(club, bruno), is_manager=False, by=amina, now=NOW)
    assert not AuditEntry.objects.filter(action__startswith="organisation.").exists()


def test_remove_member_by_a_manager_takes_them_out(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    remove_member(of(club, bruno), by=amina, now=NOW)
    assert standing(club) == {("Amina", True)}
    act = AuditEntry.objects.get(action="organisation.member_removed")
    assert (act.subject_id, act.by_id) == (club.pk, amina.pk)
    assert act.changes == {"person": str(bruno.pk), "is_manager": False}


def test_a_member_who_has_gone_meanwhile_is_not_found(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    gone = of(club, bruno)
    club.memberships.filter(person=bruno).delete()
    with pytest.raises(NotFound):
        remove_member(gone, by=amina, now=NOW)
    with pytest.raises(NotFound):
        change_member(gone, is_manager=True, by=amina, now=NOW)
    assert standing(club) == {("Amina", True)}


def test_the_last_manager_neither_goes_nor_steps_down(club: Organisation, amina: Person) -> None:
    with pytest.raises(LastManager) as refusal:
        remove_member(of(club, amina), by=amina, now=NOW)
    assert refusal.value.code == "last_manager"
    with pytest.raises(LastManager):
        change_member(of(club, amina), is_manager=False, by=amina, now=NOW)
    assert standing(club) == {("Amina", True), ("Bruno", False)}


def test_the_last_manager_goes_when_another_is_named_or_the_desk_does_it(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    change_member(of(club, bruno), is_manager=True, by=amina, now=NOW)
    remove_member(of(club, amina), by=amina, now=NOW)
    assert standing(club) == {("Bruno", True)}
    remove_member(of(club, bruno), by=staff(Role.HOST), now=NOW)
    assert standing(club) == set()


@pytest.mark.parametrize("who", ["plain", "stranger", "accountant"])
def test_members_are_kept_by_nobody_else(club: Organisation, bruno: Person, who: str) -> None:
    callers = {
        "plain": lambda: bruno,
        "stranger": lambda: member("s@example.org"),
        "accountant": lambda: staff(Role.ACCOUNTANT),
    }
    by, zoe = callers[who](), member("z@example.org", name="Zoé")
    before = standing(club)
    with pytest.raises(NotAllowed):
        add_member(club, zoe, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        change_member(of(club, bruno), is_manager=True, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        remove_member(of(club, bruno), by=by, now=NOW)
    assert standing(club) == before


def test_members_visible_to_somebody_are_those_the_predicate_lets_them_see(
    club: Organisation, amina: Person, bruno: Person
) -> None:
    make_organisation(member("s@example.org"))
    everybody = list(OrganisationMember.objects.all())
    viewers = [None, amina, bruno, member("z@example.org"), *(staff(role) for role in Role)]
    for viewer in viewers:
        allowed = {one for one in everybody if can_see_member(viewer, one)}
        assert set(members_visible_to(viewer)) == allowed
    assert set(members_visible_to(bruno)) == {of(club, bruno)}
    assert set(members_visible_to(amina)) == set(club.memberships.all())


def test_members_are_visible_to_nobody_who_has_left(club: Organisation, amina: Person) -> None:
    amina.is_active = False
    amina.save()
    assert not members_visible_to(amina).exists()
