"""Lenders (schools, members, companies) and the agreements under which their things stand here."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Audience, Organisation
from core.ids import uuid7


class Lender(models.Model):
    """Who owns things that the house only keeps."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("nom", max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, verbose_name="organisation"
    )
    email = models.EmailField("adresse e-mail", blank=True)
    telephone = models.CharField("téléphone", max_length=40, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("name",), name="lender_name_unique"),)
        verbose_name = "prêteur"
        verbose_name_plural = "prêteurs"

    def __str__(self) -> str:
        return self.name


class LoanAgreement(models.Model):
    """From when until when, for whom, and for which value a lender leaves things here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lender = models.ForeignKey(
        Lender, models.PROTECT, related_name="agreements", verbose_name="prêteur"
    )
    reference = models.CharField("référence", max_length=80)
    starts_on = models.DateField("début")
    ends_on = models.DateField("dernier jour", null=True, blank=True)
    insurer = models.CharField("assureur", max_length=120, blank=True)
    audiences = models.ManyToManyField(
        Audience, blank=True, verbose_name="publics autorisés", help_text="Vide : tous."
    )
    resale_forbidden = models.BooleanField("sans revente", default=True)

    class Meta:
        ordering = ("lender", "-starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=("lender", "reference"), name="agreement_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
        )
        verbose_name = "convention de prêt"
        verbose_name_plural = "conventions de prêt"

    def __str__(self) -> str:
        return f"{self.lender} · {self.reference}"
