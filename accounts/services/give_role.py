"""Say who works here and as what; the admin pages write the same rows."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.errors import malformed, not_allowed
from accounts.models import Person, Role, RoleAssignment
from accounts.models.roles import HOUSE_ROLES
from accounts.permissions import can_give_roles
from core import audit, locks


@transaction.atomic
def give_role(
    person: Person,
    *,
    role: str,
    by: Person | None,
    now: dt.datetime,
    site_id: uuid.UUID | None = None,
) -> None:
    """One role at a site, or without one for the whole house; a second time changes nothing.

    `by` None is whoever runs the server: the first administrator comes so. Raises NotAllowed,
    Malformed.
    """
    if by is not None and not can_give_roles(by):
        raise not_allowed()
    if role not in Role.values:
        raise malformed("role", f"one of {', '.join(Role.values)}")
    if role in HOUSE_ROLES and site_id is not None:
        raise malformed("site", "this role is of the whole house")
    (fresh,) = locks.lock(Person.objects.filter(pk=person.pk))
    if (role, site_id) in set(fresh.role_assignments.values_list("role", "site_id")):
        return
    RoleAssignment.objects.create(person=person, role=role, site_id=site_id)
    person.forget_roles()
    changes = {"role": str(role), "site": str(site_id) if site_id else None}
    audit.record("role.given", person, by=by, now=now, changes=changes)
