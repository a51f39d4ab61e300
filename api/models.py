"""What programs need: the answers kept for retried requests."""

from django.db import models

from accounts.models import Person
from core.ids import uuid7


class IdempotencyRecord(models.Model):
    """The answer already given to a request, kept 24 hours for its retries."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    route = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    response = models.JSONField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "route", "key"), name="idempotency_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
