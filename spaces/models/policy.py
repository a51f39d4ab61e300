"""Policies: the rules of booking in time and audience, reusable by many offers."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Audience
from core.ids import uuid7


class Policy(models.Model):
    """When, for how long, how early and for whom an offer may be booked. All lengths in minutes."""

    class Span(models.TextChoices):
        OPEN_THROUGHOUT = "open_throughout", "ouvert pendant toute la durée"
        MAY_SPAN_CLOSED = "may_span_closed", "début et fin aux heures d’ouverture"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("nom", max_length=120)
    granularity_minutes = models.PositiveIntegerField("pas (minutes)", default=15)
    min_minutes = models.PositiveIntegerField("durée minimale (minutes)", default=30)
    max_minutes = models.PositiveIntegerField("durée maximale (minutes)", default=600)
    span = models.CharField(
        "heures de fermeture", max_length=20, choices=Span.choices, default=Span.OPEN_THROUGHOUT
    )
    notice_minutes = models.PositiveIntegerField("délai avant le début (minutes)", default=0)
    horizon_days = models.PositiveIntegerField("réservable jusqu’à (jours)", default=90)
    change_notice_minutes = models.PositiveIntegerField(
        "délai pour déplacer ou annuler (minutes)", default=0
    )
    buffer_before_minutes = models.PositiveIntegerField("préparation avant (minutes)", default=0)
    buffer_after_minutes = models.PositiveIntegerField("remise en état après (minutes)", default=0)
    hold_minutes = models.PositiveIntegerField("place gardée (minutes)", default=15)
    needs_approval = models.BooleanField("à valider par l’équipe", default=False)
    max_party_size = models.PositiveSmallIntegerField("personnes au plus", null=True, blank=True)
    audiences = models.ManyToManyField(
        Audience, blank=True, verbose_name="réservé aux publics", help_text="Vide : ouvert à tous."
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(granularity_minutes__gt=0), name="policy_granularity_positive"
            ),
            models.CheckConstraint(
                condition=Q(min_minutes__gt=0) & Q(max_minutes__gte=F("min_minutes")),
                name="policy_lengths_in_order",
            ),
            models.CheckConstraint(condition=Q(hold_minutes__gt=0), name="policy_hold_positive"),
        )
        verbose_name = "règles de réservation"
        verbose_name_plural = "règles de réservation"

    def __str__(self) -> str:
        return self.name
