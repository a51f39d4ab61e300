"""Keys for programs: the person they act for, what they may do, and a hash instead of the key."""

from django.db import models

from accounts.models.person import Person
from core.ids import uuid7


class ApiToken(models.Model):
    """A key for a program. Only its SHA-256 is kept; the key itself is shown once."""

    class Scope(models.TextChoices):
        READ = "read", "lire"
        WRITE = "write", "lire et écrire"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="api_tokens", verbose_name="personne"
    )
    name = models.CharField("nom", max_length=80)
    key_hash = models.CharField("empreinte", max_length=64)
    scope = models.CharField("droits", max_length=5, choices=Scope.choices, default=Scope.WRITE)
    created_at = models.DateTimeField("créé le")
    expires_at = models.DateTimeField("expire le", null=True)
    revoked_at = models.DateTimeField("révoqué le", null=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (models.UniqueConstraint(fields=("key_hash",), name="token_hash_unique"),)
        verbose_name = "jeton d’accès"
        verbose_name_plural = "jetons d’accès"

    def __str__(self) -> str:
        return self.name
