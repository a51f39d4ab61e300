"""Who holds which role where; every app's own predicates stand on these."""

import uuid
from collections.abc import Collection

from accounts.models import Organisation, OrganisationMember, Person, Role

SITE_STAFF = (Role.HOST, Role.FAB_MANAGER)
KEEPERS = (Role.HOST, Role.FAB_MANAGER, Role.DIRECTOR, Role.ADMIN)
STAFF = (Role.HOST, Role.FAB_MANAGER, Role.ACCOUNTANT, Role.DIRECTOR, Role.ADMIN)


def roles_of(person: Person | None) -> frozenset[tuple[str, uuid.UUID | None]]:
    """Every (role, site) of the person, asked once per loaded object; no site: the house."""
    return frozenset() if person is None else person.held_roles


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


def can_see_person(viewer: Person | None, person: Person) -> bool:
    """Staff see the people of the house; everybody sees themselves."""
    return viewer is not None and (viewer.pk == person.pk or is_staff(viewer))


def can_create_people(viewer: Person | None) -> bool:
    """Whether the viewer keeps the files of the house: every role but the accountant."""
    return any(role in KEEPERS for role, _ in roles_of(viewer))


def can_change_person(viewer: Person | None, person: Person) -> bool:
    """Everybody changes their own file; those who keep files change members' and visitors'.

    The file of a colleague is changed by the colleague, the direction or the administration.
    """
    if viewer is None:
        return False
    if viewer.pk == person.pk:
        return viewer.is_active
    if is_staff(person):
        return has_house_role(viewer, (Role.DIRECTOR, Role.ADMIN))
    return can_create_people(viewer)


def can_change_email(viewer: Person | None, person: Person) -> bool:
    """Who may write the address of a file that nobody has claimed yet.

    The address opens the file, so a colleague's is written by the administration alone: else the
    direction could lead an unclaimed administrator's code to itself.
    """
    if is_staff(person):
        return has_house_role(viewer, (Role.ADMIN,))
    return can_change_person(viewer, person)


def can_give_roles(viewer: Person | None) -> bool:
    """Who works here is said by the administration alone."""
    return has_house_role(viewer, (Role.ADMIN,))


def can_see_organisation(viewer: Person | None, organisation: Organisation) -> bool:
    """Staff see every organisation; its members see theirs."""
    if viewer is None:
        return False
    return is_staff(viewer) or organisation.memberships.filter(person=viewer).exists()


def can_see_member(viewer: Person | None, member: OrganisationMember) -> bool:
    """Staff and the organisation's managers see who belongs to it; others there see themselves."""
    if viewer is None:
        return False
    if is_staff(viewer) or member.person_id == viewer.pk:
        return True
    return member.organisation_id in managed_organisations(viewer)


def can_manage_organisation(viewer: Person | None, organisation: Organisation) -> bool:
    """Those who keep files, and the organisation's own managers."""
    if viewer is None:
        return False
    if can_create_people(viewer):
        return True
    return organisation.memberships.filter(person=viewer, is_manager=True).exists()


def managed_organisations(person: Person | None) -> frozenset[uuid.UUID]:
    """The organisations whose bookings and members this person looks after, asked once."""
    if person is None or not person.is_active:
        return frozenset()
    known: frozenset[uuid.UUID] | None = person.__dict__.get("known_organisations")
    if known is None:
        managed = person.memberships.filter(is_manager=True)
        known = frozenset(managed.values_list("organisation_id", flat=True))
        person.__dict__["known_organisations"] = known
    return known
