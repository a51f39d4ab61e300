"""Tariffs: what an hour, a half-day or a day of an offer costs, for whom, from when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from accounts.models import Audience
from core.ids import uuid7
from spaces.models import Offer


class Unit(models.TextChoices):
    """What one price is for; a half-day is up to 4 hours of a day, a day the whole of it."""

    HOUR = "hour", "heure"
    HALF_DAY = "half_day", "demi-journée"
    DAY = "day", "jour"


class Tariff(models.Model):
    """One price, VAT included. Without an audience it is everybody's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="tariffs", verbose_name="offre")
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, blank=True, verbose_name="public"
    )
    unit = models.CharField("par", max_length=8, choices=Unit.choices)
    price_cents = models.PositiveIntegerField("prix TTC (centimes)")
    vat_rate = models.DecimalField("TVA (%)", max_digits=4, decimal_places=2, default=20)
    valid_from = models.DateField("à partir du")
    valid_until = models.DateField("jusqu’au (exclu)", null=True, blank=True)

    class Meta:
        ordering = ("offer", "audience", "unit", "valid_from")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="tariff_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(vat_rate__gte=0) & Q(vat_rate__lte=100), name="tariff_vat_in_range"
            ),
            ExclusionConstraint(
                name="one_tariff_at_a_time",
                violation_error_message="Un autre tarif vaut ces jours-là. Mettez-lui une fin.",
                expressions=(
                    ("offer", RangeOperators.EQUAL),
                    (
                        Coalesce(
                            "audience",
                            models.Value(uuid.UUID(int=0), models.UUIDField()),
                            output_field=models.UUIDField(),
                        ),
                        RangeOperators.EQUAL,
                    ),
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_until",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
            ),
        )
        verbose_name = "tarif"
        verbose_name_plural = "tarifs"

    def __str__(self) -> str:
        return f"{self.offer} · {self.get_unit_display()}"
