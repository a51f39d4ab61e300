"""The audit: who did what to which row, as ids and codes, never as personal text."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from core.ids import uuid7


class AuditEntry(models.Model):
    """One act. `changes` holds ids, codes and names of changed fields only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField("quand")
    action = models.CharField("acte", max_length=60)
    subject_kind = models.CharField("sur quoi", max_length=60)
    subject_id = models.UUIDField("identifiant")
    by_id = models.UUIDField("par", null=True)
    changes = models.JSONField("détails", default=dict)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("subject_kind", "subject_id"), name="audit_subject"),
            BrinIndex(fields=("at",), name="audit_at"),
        )
        verbose_name = "acte"
        verbose_name_plural = "journal des actes"

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"
