"""The audit, as ids and codes and never as personal text; and when this database was restored."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now

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


class Restoration(models.Model):
    """This database was filled from a backup; until somebody releases it nothing leaves the house.

    deploy/restore.sh writes the row, in SQL: hence the defaults of the database.
    """

    backup = models.CharField("sauvegarde", max_length=200)
    restored_at = models.DateTimeField("restaurée le", db_default=Now())
    released_at = models.DateTimeField("libérée le", null=True)

    class Meta:
        ordering = ("-restored_at",)
        verbose_name = "restauration"
        verbose_name_plural = "restaurations"

    def __str__(self) -> str:
        return f"{self.backup} {self.restored_at}"
