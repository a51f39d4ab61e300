"""Organisations: opening one, and who belongs to it."""

import datetime as dt

from django.db import transaction

from accounts.errors import malformed, not_allowed
from accounts.models import Audience, Organisation, OrganisationMember, Person
from accounts.permissions import can_create_people, can_manage_organisation
from accounts.validation import checked_name
from core import audit


@transaction.atomic
def create_organisation(
    *, name: str, kind: str, by: Person, now: dt.datetime, audience: Audience | None = None
) -> Organisation:
    """A company, association, school or public body. Raises NotAllowed, Malformed."""
    if not can_create_people(by):
        raise not_allowed()
    if kind not in Organisation.Kind.values:
        raise malformed("kind", f"one of {', '.join(Organisation.Kind.values)}")
    organisation = Organisation.objects.create(
        name=checked_name(name), kind=kind, audience=audience
    )
    audit.record("organisation.created", organisation, by=by, now=now)
    return organisation


@transaction.atomic
def add_member(
    organisation: Organisation,
    person: Person,
    *,
    by: Person,
    now: dt.datetime,
    is_manager: bool = False,
) -> OrganisationMember:
    """Put a person into the organisation, or change whether they manage it. Raises NotAllowed."""
    if not can_manage_organisation(by, organisation):
        raise not_allowed()
    member, _ = OrganisationMember.objects.update_or_create(
        organisation=organisation, person=person, defaults={"is_manager": is_manager}
    )
    changes = {"person": str(person.pk), "is_manager": is_manager}
    audit.record("organisation.member_added", organisation, by=by, now=now, changes=changes)
    return member


@transaction.atomic
def remove_member(
    organisation: Organisation, person: Person, *, by: Person, now: dt.datetime
) -> None:
    """Take a person out of the organisation; nothing happens when they are not in it."""
    if not can_manage_organisation(by, organisation):
        raise not_allowed()
    removed, _ = organisation.memberships.filter(person=person).delete()
    if removed:
        changes = {"person": str(person.pk)}
        audit.record("organisation.member_removed", organisation, by=by, now=now, changes=changes)
