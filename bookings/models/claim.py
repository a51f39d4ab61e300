"""Claims: one row per resource occupied; the constraint here is the only judge of overlap."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from bookings.models.block import Block
from bookings.models.booking import Booking, BookingItem
from core.ids import uuid7
from spaces.models import Resource

NO_OVERLAP = "claims_do_not_overlap"


class Claim(models.Model):
    """A resource, taken for a period [starts, ends) that includes set-up and clean-up buffers.

    `held_until` copies its booking's: past that moment the claim counts as free before any sweep.
    `pinned` says that the person was told which resource it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="claims", db_index=False)
    period = DateTimeRangeField()
    active = models.BooleanField(default=True)
    held_until = models.DateTimeField(null=True)
    pinned = models.BooleanField(default=False)
    booking = models.ForeignKey(Booking, models.CASCADE, null=True, related_name="claims")
    item = models.ForeignKey(
        BookingItem, models.CASCADE, null=True, related_name="claims", db_index=False
    )
    block = models.ForeignKey(Block, models.CASCADE, null=True, related_name="claims")

    class Meta:
        constraints = (
            ExclusionConstraint(
                name=NO_OVERLAP,
                expressions=(
                    ("resource", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ),
                condition=Q(active=True),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False)
                & Q(period__endswith__isnull=False),
                name="claim_period_is_bounded",
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, item__isnull=False, block__isnull=True)
                | Q(booking__isnull=True, item__isnull=True, block__isnull=False),
                name="claim_has_one_cause",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} {self.period}"
