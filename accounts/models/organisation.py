"""Organisations (companies, associations, schools, public bodies) and who belongs to them."""

from django.db import models

from accounts.models.audience import Audience
from accounts.models.person import Person
from core.ids import uuid7


class Organisation(models.Model):
    """A body that people book for."""

    class Kind(models.TextChoices):
        COMPANY = "company", "entreprise"
        ASSOCIATION = "association", "association"
        SCHOOL = "school", "école"
        PUBLIC_BODY = "public_body", "organisme public"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, blank=True, verbose_name="public"
    )
    email = models.EmailField("adresse e-mail", blank=True)
    telephone = models.CharField("téléphone", max_length=40, blank=True)
    address = models.TextField("adresse", blank=True)
    is_active = models.BooleanField("active", default=True)
    members = models.ManyToManyField(
        Person, through="OrganisationMember", related_name="organisations", verbose_name="membres"
    )

    class Meta:
        ordering = ("name", "id")
        verbose_name = "organisation"
        verbose_name_plural = "organisations"

    def __str__(self) -> str:
        return self.name


class OrganisationMember(models.Model):
    """One person of one organisation; a manager sees and books all that is the organisation's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name="organisation"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="memberships", verbose_name="personne"
    )
    is_manager = models.BooleanField("responsable", default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"), name="organisation_member_once"
            ),
        )
        verbose_name = "membre de l’organisation"
        verbose_name_plural = "membres de l’organisation"

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
