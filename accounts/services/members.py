"""Who belongs to an organisation, and who of them manages it."""

import datetime as dt

from django.db import transaction

from accounts.errors import AlreadyMember, LastManager, not_allowed, not_in_organisation
from accounts.models import Organisation, OrganisationMember, Person
from accounts.permissions import can_create_people, can_manage_organisation
from core import audit, locks


@transaction.atomic
def add_member(
    organisation: Organisation,
    person: Person,
    *,
    by: Person,
    now: dt.datetime,
    is_manager: bool = False,
) -> OrganisationMember:
    """Put a person into the organisation. Raises NotAllowed, AlreadyMember."""
    _lock(organisation, by)
    if organisation.memberships.filter(person=person).exists():
        raise AlreadyMember
    member = OrganisationMember.objects.create(
        organisation=organisation, person=person, is_manager=is_manager
    )
    _record("organisation.member_added", member, by=by, now=now)
    return member


@transaction.atomic
def change_member(
    member: OrganisationMember, *, is_manager: bool, by: Person, now: dt.datetime
) -> OrganisationMember:
    """Say whether the member manages the organisation. Raises NotFound, NotAllowed, LastManager."""
    fresh = _locked(member, by)
    if fresh.is_manager == is_manager:
        return fresh
    if not is_manager:
        _check_another_manages(fresh, by)
    fresh.is_manager = is_manager
    fresh.save(update_fields=["is_manager"])
    _record("organisation.member_changed", fresh, by=by, now=now)
    return fresh


@transaction.atomic
def remove_member(member: OrganisationMember, *, by: Person, now: dt.datetime) -> None:
    """Take the member out of the organisation. Raises NotFound, NotAllowed, LastManager."""
    fresh = _locked(member, by)
    _check_another_manages(fresh, by)
    _record("organisation.member_removed", fresh, by=by, now=now)
    fresh.delete()


def _lock(organisation: Organisation, by: Person) -> None:
    """Members change one act at a time, so that two managers do not both leave last."""
    locks.lock(Organisation.objects.filter(pk=organisation.pk))
    if not can_manage_organisation(by, organisation):
        raise not_allowed()


def _locked(member: OrganisationMember, by: Person) -> OrganisationMember:
    _lock(member.organisation, by)
    members = OrganisationMember.objects.select_related("organisation", "person")
    fresh = members.filter(pk=member.pk).first()
    if fresh is None:
        raise not_in_organisation()
    return fresh


def _check_another_manages(member: OrganisationMember, by: Person) -> None:
    """Who keeps files may leave an organisation without a manager; its own people may not."""
    if not member.is_manager or can_create_people(by):
        return
    others = member.organisation.memberships.exclude(pk=member.pk)
    if not others.filter(is_manager=True).exists():
        raise LastManager


def _record(action: str, member: OrganisationMember, *, by: Person, now: dt.datetime) -> None:
    changes = {"person": str(member.person_id), "is_manager": member.is_manager}
    audit.record(action, member.organisation, by=by, now=now, changes=changes)
