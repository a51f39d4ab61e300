import pytest

from accounts.models import Organisation, OrganisationMember, Person, Role
from accounts.permissions import (
    can_change_email,
    can_change_person,
    can_create_people,
    can_manage_organisation,
    can_see_organisation,
    can_see_person,
)
from accounts.selectors import organisations_visible_to, people_visible_to
from tests.accounts.people import member, staff

pytestmark = pytest.mark.django_db


def everybody() -> list[Person | None]:
    gone = staff(Role.DIRECTOR, "gone@example.org")
    gone.is_active = False
    gone.save()
    return [None, member("a@example.org"), gone, *(staff(role) for role in Role)]


def test_people_visible_to_somebody_are_those_the_predicate_lets_them_see() -> None:
    viewers = everybody()
    people = list(Person.objects.all())
    for viewer in viewers:
        if viewer is not None and not viewer.is_active:
            assert not people_visible_to(viewer).exists()
            continue
        seen = set(people_visible_to(viewer))
        assert seen == {person for person in people if can_see_person(viewer, person)}


def test_organisations_visible_to_somebody_are_those_the_predicate_lets_them_see() -> None:
    viewers = everybody()
    own = Organisation.objects.create(name="Own", kind="company")
    Organisation.objects.create(name="Other", kind="company")
    OrganisationMember.objects.create(
        organisation=own, person=Person.objects.get(email="a@example.org")
    )
    for viewer in viewers:
        seen = set(organisations_visible_to(viewer))
        active = viewer is not None and viewer.is_active
        allowed = {
            o for o in Organisation.objects.all() if active and can_see_organisation(viewer, o)
        }
        assert seen == allowed
    assert set(organisations_visible_to(Person.objects.get(email="a@example.org"))) == {own}


@pytest.mark.parametrize(
    ("role", "keeps"),
    [
        (Role.HOST, True),
        (Role.FAB_MANAGER, True),
        (Role.ACCOUNTANT, False),
        (Role.DIRECTOR, True),
        (Role.ADMIN, True),
    ],
)
def test_files_are_kept_by_every_role_but_the_accountant(role: Role, keeps: bool) -> None:
    viewer, visitor = staff(role), member("a@example.org")
    assert can_create_people(viewer) is keeps
    assert can_change_person(viewer, visitor) is keeps
    assert can_change_person(viewer, viewer)


def test_nobody_keeps_files_without_a_role() -> None:
    amina, other = member("a@example.org"), member("b@example.org")
    for viewer in (None, amina):
        assert not can_create_people(viewer)
        assert not can_change_person(viewer, other)
        assert not can_see_person(viewer, other)


@pytest.mark.parametrize("role", list(Role))
def test_a_colleagues_file_is_for_the_direction_and_its_address_for_the_administration(
    role: Role,
) -> None:
    viewer, colleague = staff(role), staff(Role.HOST, "colleague@example.org")
    assert can_change_person(viewer, colleague) is (role in (Role.DIRECTOR, Role.ADMIN))
    assert can_change_email(viewer, colleague) is (role == Role.ADMIN)


def test_an_organisation_is_managed_by_its_managers_not_its_members() -> None:
    club = Organisation.objects.create(name="Club", kind="association")
    manager, plain = member("m@example.org"), member("p@example.org")
    OrganisationMember.objects.create(organisation=club, person=manager, is_manager=True)
    OrganisationMember.objects.create(organisation=club, person=plain)
    assert can_manage_organisation(manager, club)
    assert not can_manage_organisation(plain, club)
    assert not can_manage_organisation(staff(Role.ACCOUNTANT), club)


@pytest.mark.parametrize(
    ("role", "held", "refused"),
    [
        (Role.ADMIN, ["accounts.change_roleassignment", "any.delete_thing"], []),
        (
            Role.DIRECTOR,
            ["spaces.change_site", "accounts.view_roleassignment", "core.view_auditentry"],
            [
                "accounts.add_roleassignment",
                "accounts.change_roleassignment",
                "accounts.delete_roleassignment",
                "accounts.change_apitoken",
                "core.change_auditentry",
                "auth.change_group",
                "mfa.change_authenticator",
            ],
        ),
        (
            Role.FAB_MANAGER,
            ["equipment.change_machine", "spaces.change_resource", "spaces.view_site"],
            ["equipment.delete_machine", "spaces.change_site", "accounts.view_person"],
        ),
        (Role.HOST, [], ["equipment.view_machine", "accounts.view_person"]),
        (Role.ACCOUNTANT, [], ["billing.view_order"]),
    ],
)
def test_admin_permissions_follow_the_role(role: Role, held: list[str], refused: list[str]) -> None:
    person = staff(role)
    assert person.has_perms(held)
    assert [permission for permission in refused if person.has_perm(permission)] == []
    assert person.is_staff is bool(held)
    assert person.is_superuser is (role == Role.ADMIN)


def test_admin_permissions_end_with_the_account() -> None:
    person = staff(Role.ADMIN)
    person.is_active = False
    assert not person.has_perm("spaces.change_site")
    assert not person.has_module_perms("spaces")
    assert not person.is_staff
