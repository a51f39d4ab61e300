"""Open the file of an organisation; its members come through accounts.services.members."""

import datetime as dt

from django.db import transaction

from accounts.errors import malformed, not_allowed
from accounts.models import Audience, Organisation, Person
from accounts.permissions import can_create_people
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
