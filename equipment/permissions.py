"""Who gives and sees authorisations, answers those who ask to be shown, and keeps machines."""

import uuid

from django.db.models import Q, QuerySet

from accounts.models import Person, Role
from accounts.permissions import has_role, staffed_sites
from equipment.models import Authorisation, InitiationRequest, Machine
from spaces.models import Resource

TRAINERS = (Role.FAB_MANAGER, Role.DIRECTOR, Role.ADMIN)
COUNTER = (Role.HOST, Role.FAB_MANAGER, Role.DIRECTOR, Role.ADMIN)


def can_give_authorisation(person: Person | None, site_id: uuid.UUID | None) -> bool:
    """Whether the person may authorise others; without a site, because of a role at any site.

    An authorisation holds in the whole house, so any fab manager may give or withdraw it.
    """
    if site_id is None:
        return staffed_sites(person, TRAINERS) != frozenset()
    return has_role(person, TRAINERS, site_id=site_id)


def can_see_authorisation(viewer: Person | None, authorisation: Authorisation) -> bool:
    """People see their own; whoever stands at a counter or in a workshop sees all."""
    if viewer is None or not viewer.is_active:
        return False
    return authorisation.person_id == viewer.pk or _works_with_people(viewer)


def authorisations_visible_to(viewer: Person | None) -> QuerySet[Authorisation]:
    """The twin of `can_see_authorisation`."""
    if viewer is None or not viewer.is_active:
        return Authorisation.objects.none()
    if _works_with_people(viewer):
        return Authorisation.objects.all()
    return Authorisation.objects.filter(person=viewer)


def can_request_initiation(by: Person | None, person: Person, site_id: uuid.UUID) -> bool:
    """For oneself, or by the counter of the site for somebody else."""
    if by is None or not by.is_active:
        return False
    return by.pk == person.pk or has_role(by, COUNTER, site_id=site_id)


def can_handle_request(person: Person | None, request: InitiationRequest) -> bool:
    """The counter of the request's site answers it."""
    return has_role(person, COUNTER, site_id=request.site_id)


def allowed_actions(request: InitiationRequest, person: Person | None) -> list[str]:
    """What the screen offers: to close what is still open, for whoever answers it."""
    is_open = request.state == InitiationRequest.State.OPEN
    return ["close"] if is_open and can_handle_request(person, request) else []


def can_see_request(viewer: Person | None, request: InitiationRequest) -> bool:
    """Whoever asked, and whoever answers."""
    if viewer is None or not viewer.is_active:
        return False
    return request.person_id == viewer.pk or can_handle_request(viewer, request)


def requests_visible_to(viewer: Person | None) -> QuerySet[InitiationRequest]:
    """The twin of `can_see_request`."""
    if viewer is None or not viewer.is_active:
        return InitiationRequest.objects.none()
    sites = staffed_sites(viewer, COUNTER)
    if sites is None:
        return InitiationRequest.objects.all()
    return InitiationRequest.objects.filter(Q(person=viewer) | Q(site__in=sites))


def machines_kept_by(person: Person | None) -> QuerySet[Machine]:
    """The machines of the sites whose workshop the person keeps."""
    return Machine.objects.filter(resource__in=resources_kept_by(person))


def resources_kept_by(person: Person | None) -> QuerySet[Resource]:
    """What the person may describe as a machine: whatever stands at the sites they keep."""
    sites = staffed_sites(person, TRAINERS)
    return Resource.objects.all() if sites is None else Resource.objects.filter(site__in=sites)


def _works_with_people(viewer: Person) -> bool:
    return staffed_sites(viewer, COUNTER) != frozenset()
