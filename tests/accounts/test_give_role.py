import pytest

from accounts.models import Role, RoleAssignment
from accounts.permissions import is_staff
from accounts.services.give_role import give_role
from core.errors import Malformed, NotAllowed
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def test_give_role_by_the_administration_holds_at_once_and_leaves_an_act() -> None:
    admin, amina, site = staff(Role.ADMIN), member("a@example.org"), make_site()
    assert not is_staff(amina)
    give_role(amina, role=Role.HOST, site_id=site.pk, by=admin, now=NOW)
    assert amina.held_roles == {("host", site.pk)}
    act = AuditEntry.objects.get(action="role.given")
    assert (act.subject_id, act.by_id, act.at) == (amina.pk, admin.pk, NOW)
    assert act.changes == {"role": "host", "site": str(site.pk)}


def test_give_role_that_is_held_already_changes_nothing() -> None:
    admin, amina = staff(Role.ADMIN), member("a@example.org")
    for _ in range(2):
        give_role(amina, role=Role.DIRECTOR, by=admin, now=NOW)
    assert amina.role_assignments.count() == 1
    assert AuditEntry.objects.filter(action="role.given").count() == 1


def test_give_role_by_the_server_itself_makes_the_first_administrator() -> None:
    amina = member("a@example.org")
    give_role(amina, role=Role.ADMIN, by=None, now=NOW)
    assert amina.is_superuser
    assert AuditEntry.objects.get(action="role.given").by_id is None


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMIN)])
def test_give_role_by_anybody_else_is_refused(role: Role | None) -> None:
    by = staff(role) if role else member("m@example.org")
    before = set(RoleAssignment.objects.values_list("pk"))
    for person in (by, member("a@example.org")):
        with pytest.raises(NotAllowed):
            give_role(person, role=Role.ADMIN, by=by, now=NOW)
    assert set(RoleAssignment.objects.values_list("pk")) == before


def test_give_role_of_no_kind_or_of_the_house_at_a_site_is_refused() -> None:
    admin, amina, site = staff(Role.ADMIN), member("a@example.org"), make_site()
    with pytest.raises(Malformed):
        give_role(amina, role="pirate", by=admin, now=NOW)
    with pytest.raises(Malformed):
        give_role(amina, role=Role.DIRECTOR, site_id=site.pk, by=admin, now=NOW)
    assert not amina.role_assignments.exists()
