"""Who may use which category of equipment, which offer asks for it, and who asks to be shown."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from core.ids import uuid7
from equipment.models.machine import Category
from spaces.models import Offer, Site


class Requirement(models.Model):
    """What an offer asks of people: somebody beside them, or that they are authorised.

    accompanied: in attended hours only, unless authorised. autonomous: authorised people only.
    An offer without a requirement asks for nothing.
    """

    class Mode(models.TextChoices):
        ACCOMPANIED = "accompanied", "accompagné, ou habilité"
        AUTONOMOUS = "autonomous", "habilité"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    offer = models.OneToOneField(
        Offer, models.CASCADE, related_name="requirement", verbose_name="offre"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="requirements", verbose_name="catégorie"
    )
    mode = models.CharField("mode", max_length=12, choices=Mode.choices)

    class Meta:
        verbose_name = "condition d’usage"
        verbose_name_plural = "conditions d’usage"

    def __str__(self) -> str:
        return f"{self.offer} · {self.get_mode_display()}"


class Authorisation(models.Model):
    """A person may use a category alone, from `given_at` until `valid_until` or revocation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="authorisations", verbose_name="personne"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="authorisations", verbose_name="catégorie"
    )
    given_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="donnée par"
    )
    given_at = models.DateTimeField("donnée le")
    valid_until = models.DateTimeField("valable jusqu’au", null=True, blank=True)
    revoked_at = models.DateTimeField("retirée le", null=True, blank=True)

    class Meta:
        ordering = ("-given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "category"),
                condition=Q(revoked_at__isnull=True),
                name="one_standing_authorisation",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("given_at")),
                name="authorisation_ends_after_start",
            ),
        )
        verbose_name = "habilitation"
        verbose_name_plural = "habilitations"

    def __str__(self) -> str:
        return f"{self.person} · {self.category}"


class InitiationRequest(models.Model):
    """A task for staff: somebody asks to be shown a category and says when they could come."""

    class State(models.TextChoices):
        OPEN = "open", "à traiter"
        DONE = "done", "faite"
        DROPPED = "dropped", "abandonnée"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="initiation_requests", verbose_name="personne"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name="catégorie"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="site")
    possible_times = models.CharField("disponibilités", max_length=500)
    note = models.CharField("précisions", max_length=500, blank=True)
    state = models.CharField("état", max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField("demandée le")
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="close par"
    )

    class Meta:
        ordering = ("created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "category", "site"),
                condition=Q(state="open"),
                name="one_open_initiation_request",
            ),
        )
        verbose_name = "demande d’initiation"
        verbose_name_plural = "demandes d’initiation"

    def __str__(self) -> str:
        return f"{self.person} · {self.category}"
