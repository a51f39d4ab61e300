"""Orders: what a booking owes, to be settled at the desk."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, Person
from bookings.models import Booking, Channel
from core.ids import uuid7
from core.money import euros


class Order(models.Model):
    """What is owed for one booking. DUE never lapses; staff settle it with a note."""

    class OrderState(models.TextChoices):
        DUE = "due", "à régler"
        SETTLED = "settled", "réglée"
        VOID = "void", "sans suite"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    booking = models.OneToOneField(
        Booking, models.PROTECT, related_name="order", verbose_name="réservation"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="orders", verbose_name="personne"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="orders", verbose_name="organisation"
    )
    total_cents = models.PositiveIntegerField("montant (centimes)")
    currency = models.CharField("monnaie", max_length=3, default="EUR")
    channel = models.CharField("canal", max_length=8, choices=Channel.choices)
    state = models.CharField(
        "état", max_length=8, choices=OrderState.choices, default=OrderState.DUE
    )
    due_at = models.DateTimeField("due le")
    settled_at = models.DateTimeField("réglée le", null=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="réglée par"
    )
    note = models.CharField("note", max_length=500, blank=True, default="")
    created_at = models.DateTimeField("créée le")

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="settled", settled_at__isnull=False, settled_by__isnull=False)
                | (~Q(state="settled") & Q(settled_at__isnull=True)),
                name="order_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("due", "settled", "void")), name="order_state_is_known"
            ),
        )
        verbose_name = "commande"
        verbose_name_plural = "commandes"

    def __str__(self) -> str:
        return f"{euros(self.total_cents)} € · {self.get_state_display()}"
