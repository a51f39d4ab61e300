"""Feeds: secret addresses at which a calendar programme reads bookings, until they are revoked."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from core.ids import uuid7
from spaces.models import Resource, Site


class CalendarFeed(models.Model):
    """What one person's calendar programme may read. Of its token only the SHA-256 is kept."""

    class FeedKind(models.TextChoices):
        MINE = "mine", "mes réservations"
        RESOURCE = "resource", "une ressource"
        SITE = "site", "un site"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="calendar_feeds", verbose_name="personne"
    )
    kind = models.CharField("nature", max_length=8, choices=FeedKind.choices)
    resource = models.ForeignKey(
        Resource, models.CASCADE, null=True, related_name="+", verbose_name="ressource"
    )
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="+", verbose_name="site")
    with_names = models.BooleanField("avec les noms", default=False)
    token_hash = models.CharField("empreinte", max_length=64)
    created_at = models.DateTimeField("créé le")
    last_read_at = models.DateTimeField("lu le", null=True)
    revoked_at = models.DateTimeField("révoqué le", null=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("token_hash",), name="feed_token_once"),
            models.CheckConstraint(
                condition=Q(kind="mine", resource__isnull=True, site__isnull=True)
                | Q(kind="resource", resource__isnull=False, site__isnull=True)
                | Q(kind="site", resource__isnull=True, site__isnull=False),
                name="feed_kind_has_its_target",
            ),
            models.CheckConstraint(
                condition=Q(with_names=False) | ~Q(kind="mine"), name="feed_of_mine_has_no_names"
            ),
        )
        verbose_name = "agenda partagé"
        verbose_name_plural = "agendas partagés"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.person_id}"
