"""Ask to be shown a category of equipment: a task for the staff of the site."""

import datetime as dt

from accounts.models import Person
from core import audit, locks
from core.transactions import atomic_retrying
from equipment import errors
from equipment.models import Category, InitiationRequest
from equipment.permissions import can_request_initiation
from spaces.models import Site


@atomic_retrying
def request_initiation(
    *,
    person: Person,
    category: Category,
    site: Site,
    possible_times: str,
    by: Person,
    now: dt.datetime,
    note: str = "",
) -> InitiationRequest:
    """Keep the request with the times at which the person could come, in their own words.

    Raises NotAllowed; Malformed without times; Conflict "already_requested" while one is open
    for the same category and site.
    """
    locks.lock(Person.objects.filter(pk=person.pk))
    if not can_request_initiation(by, person, site.pk):
        raise errors.not_for_others()
    if not possible_times.strip():
        raise errors.times_missing()
    if _has_open_request(person, category, site):
        raise errors.already_requested()
    asked = InitiationRequest.objects.create(
        person=person,
        category=category,
        site=site,
        possible_times=possible_times.strip(),
        note=note.strip(),
        created_at=now,
    )
    audit.record("initiation.requested", asked, by=by, now=now)
    return asked


def _has_open_request(person: Person, category: Category, site: Site) -> bool:
    return InitiationRequest.objects.filter(
        person=person, category=category, site=site, state=InitiationRequest.State.OPEN
    ).exists()
