"""Who holds which role where; every app's own predicates stand on these."""

import uuid
from collections.abc import Collection

from accounts.models import Person, Role

SITE_STAFF = (Role.HOST, Role.FAB_MANAGER)
STAFF = (Role.HOST, Role.FAB_MANAGER, Role.ACCOUNTANT, Role.DIRECTOR, Role.ADMIN)


def roles_of(person: Person | None) -> frozenset[tuple[str, uuid.UUID | None]]:
    """Every (role, site) of the person, asked once per loaded object; a site of None is the house."""
    if person is None or not person.is_active:
        return frozenset()
    known: frozenset[tuple[str, uuid.UUID | None]] | None = person.__dict__.get("known_roles")
    if known is None:
        known = frozenset(person.role_assignments.values_list("role", "site_id"))
        person.__dict__["known_roles"] = known
    return known


def has_role(person: Person | None, roles: Collection[Role], *, site_id: uuid.UUID) -> bool:
    """Whether the person holds one of the roles at this site, or for the whole house."""
    return any(role in roles and site in (None, site_id) for role, site in roles_of(person))


def has_house_role(person: Person | None, roles: Collection[Role]) -> bool:
    """Whether the person holds one of the roles for the whole house."""
    return any(role in roles and site is None for role, site in roles_of(person))


def is_staff(person: Person | None) -> bool:
    """Whether the person works here at all, at any site and in any role."""
    return bool(roles_of(person))


def staffed_sites(person: Person | None, roles: Collection[Role]) -> frozenset[uuid.UUID] | None:
    """The sites where the person holds one of the roles; None means every site."""
    held = {site for role, site in roles_of(person) if role in roles}
    return None if None in held else frozenset(site for site in held if site)
