"""Withdraw an authorisation; bookings already made stand, as the house decides about them."""

import datetime as dt

from accounts.models import Person
from core import audit, locks
from core.transactions import atomic_retrying
from equipment import errors
from equipment.models import Authorisation
from equipment.permissions import can_give_authorisation


@atomic_retrying
def revoke_authorisation(
    authorisation: Authorisation, *, by: Person, now: dt.datetime
) -> Authorisation:
    """The person may no longer use the category alone. The row stays, as history.

    Raises NotAllowed, and Conflict "already_revoked" the second time.
    """
    locks.lock(Person.objects.filter(pk=authorisation.person_id))
    standing = Authorisation.objects.get(pk=authorisation.pk)
    if not can_give_authorisation(by, None):
        raise errors.not_a_trainer()
    if standing.revoked_at is not None:
        raise errors.already_revoked()
    standing.revoked_at = now
    standing.save(update_fields=("revoked_at",))
    audit.record("authorisation.revoked", standing, by=by, now=now)
    return standing
