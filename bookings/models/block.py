"""Blocks: time in which the house itself occupies resources."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from core.ids import uuid7
from spaces.models import Site


class Block(models.Model):
    """Maintenance, staff use, an absence or a recall by the lender; its claims say of what."""

    class BlockKind(models.TextChoices):
        MAINTENANCE = "maintenance", "maintenance"
        STAFF_USE = "staff_use", "usage interne"
        ABSENCE = "absence", "absence"
        RECALL = "recall", "rappel du prêteur"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="site")
    kind = models.CharField("nature", max_length=12, choices=BlockKind.choices)
    note = models.CharField("note", max_length=200, blank=True, default="")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    created_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="créé par"
    )
    created_at = models.DateTimeField("créé le")
    is_active = models.BooleanField("en cours", default=True)

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("site", "starts_at"), name="block_of_site"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="block_ends_after_start"
            ),
        )
        verbose_name = "blocage"
        verbose_name_plural = "blocages"

    def __str__(self) -> str:
        start = self.starts_at.astimezone(self.site.zone)
        return f"{start:%d/%m/%Y %H:%M} · {self.get_kind_display()}"
