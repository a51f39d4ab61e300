"""Whatever changes the rules of booking, open time apart: which bookings it leaves outside them.

A change is begun before anything of it is written and judged when all of it is: `touched_by` tells
the bookings that fitted before and do not now. They stay as they are; a human decides.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from bookings.models import Booking
from bookings.selectors.misfits import misfits
from core import locks
from equipment.models import Authorisation, LoanAgreement, Machine, Requirement
from spaces.models import Offer, Policy, Resource, Site

# Which offers a row rules, as a condition on offers.
RULED: dict[type[Model], Callable[[Any], Q]] = {
    Site: lambda site: Q(site=site.pk),
    Offer: lambda offer: Q(pk=offer.pk),
    Policy: lambda policy: Q(policy=policy.pk),
    Resource: lambda resource: Q(resources=resource.pk),
    Machine: lambda machine: Q(resources=machine.resource_id),
    LoanAgreement: lambda agreement: Q(resources__machine__agreement=agreement.pk),
    Requirement: lambda requirement: Q(pk=requirement.offer_id),
    Authorisation: lambda given: Q(requirement__category=given.category_id),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Offers whose rules are about to change, and which of their bookings break them already."""

    offer_ids: frozenset[uuid.UUID]
    before: dict[Booking, frozenset[str]]
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Touched:
    """A booking that the change leaves outside the rules; `codes` say which of them."""

    booking: Booking
    codes: frozenset[str]


def begin_change(row: Model, *, now: dt.datetime) -> Change:
    """Lock what `row` rules, as it is stored and as it is about to be, and see what fits today.

    Inside the transaction that will write it; nobody books those offers until it ends.
    """
    stored = type(row)._default_manager.filter(pk=row.pk)
    condition = RULED[type(row)]
    asked = [condition(one) for one in (row, *stored)]
    found = [Offer.objects.filter(one).values_list("pk", "site_id") for one in asked]
    pairs = {pair for rows in found for pair in rows}
    locks.lock(Resource.objects.filter(site_id__in={site_id for _, site_id in pairs}))
    offer_ids = frozenset(offer_id for offer_id, _ in pairs)
    return Change(offer_ids, misfits(offer_ids, now=now), now)


def touched_by(change: Change) -> list[Touched]:
    """The bookings that fitted and do not now, by start; asked after all is written."""
    after = misfits(change.offer_ids, now=change.now)
    new = [
        Touched(booking, codes - change.before.get(booking, frozenset()))
        for booking, codes in after.items()
    ]
    return [one for one in new if one.codes]
