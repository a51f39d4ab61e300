"""Somebody with a lent desk on a day to come, and all that a change of the rules could write."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import model_to_dict
from django.urls import reverse

from bookings.models import Booking, Claim
from core.models import AuditEntry
from equipment.models import LoanAgreement, Requirement
from spaces.models import Offer, Resource
from tests.factories import (
    lend,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_site,
    period,
)

LAST_DAY = dt.date(2027, 1, 20)


@dataclass(frozen=True)
class Scene:
    """A booked offer of two lent desks, and the person who has one on 20 January, 14 to 17 h."""

    offer: Offer
    agreement: LoanAgreement
    booking: Booking

    @property
    def seat(self) -> Resource:
        return Resource.objects.get(pk=self.booking.claims.get().resource_id)


def make_scene(*, price_cents: int = 0) -> Scene:
    site = make_site()
    offer = make_offer(site, count=2, price_cents=price_cents, policy=make_policy(max_minutes=300))
    agreement = lend(offer, starts_on=dt.date(2026, 1, 1), resale_forbidden=False)
    person = make_person("Zoé Habitante", telephone="06 00 00 00 01")
    return Scene(offer, agreement, make_booking(offer, period(20, 14, 17), person=person))


def page_of(row: Model) -> str:
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=(row.pk,))


def everything() -> list[Any]:
    """All that a change of these pages could write."""
    kept = [Booking, Claim, Offer, Resource, LoanAgreement, Requirement, AuditEntry]
    rows = [list(model.objects.order_by("pk").values()) for model in kept]
    policy = Offer.objects.get().policy
    lists = [policy.audiences, LoanAgreement.objects.get().audiences, Offer.objects.get().resources]
    return [
        rows,
        [sorted(one.values_list("pk", flat=True)) for one in lists],
        model_to_dict(policy, exclude=["audiences"]),
        model_to_dict(Offer.objects.get().site),
    ]
