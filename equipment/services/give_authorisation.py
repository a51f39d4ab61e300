"""Authorise somebody for a category of equipment."""

import datetime as dt

from accounts.models import Person
from core import audit, locks
from core.transactions import atomic_retrying
from equipment import errors
from equipment.models import Authorisation, Category
from equipment.permissions import can_give_authorisation
from equipment.selectors import find_standing


@atomic_retrying
def give_authorisation(
    *,
    person: Person,
    category: Category,
    by: Person,
    now: dt.datetime,
    valid_until: dt.datetime | None = None,
) -> Authorisation:
    """From `now` on the person may use the category alone, until `valid_until` or withdrawal.

    One that has passed its end is closed at that end, and a new one stands in its place.
    Raises NotAllowed; Malformed for an end that is not in the future; Conflict
    "already_authorised" while another one stands.
    """
    locks.lock(Person.objects.filter(pk=person.pk))
    if not can_give_authorisation(by, None):
        raise errors.not_a_trainer()
    if valid_until is not None and valid_until <= now:
        raise errors.ends_too_soon()
    _close_what_has_ended(find_standing(person, category), now)
    given = Authorisation.objects.create(
        person=person, category=category, given_by=by, given_at=now, valid_until=valid_until
    )
    audit.record("authorisation.given", given, by=by, now=now, changes=_changes(given))
    return given


def _close_what_has_ended(standing: Authorisation | None, now: dt.datetime) -> None:
    if standing is None:
        return
    if standing.valid_until is None or standing.valid_until > now:
        raise errors.already_authorised()
    standing.revoked_at = standing.valid_until
    standing.save(update_fields=("revoked_at",))


def _changes(given: Authorisation) -> dict[str, str]:
    return {"person": str(given.person_id), "category": str(given.category_id)}
