"""Audiences (publics): whom an offer, a price or a lender's agreement is meant for."""

from django.db import models

from core.ids import uuid7
from core.translation import translated


class Audience(models.Model):
    """A kind of visitor, such as a resident, a student or a company."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField("code", max_length=40)
    name_fr = models.CharField("nom (français)", max_length=80)
    name_en = models.CharField("nom (anglais)", max_length=80, blank=True)
    is_for_organisations = models.BooleanField("pour des organisations", default=False)
    position = models.PositiveSmallIntegerField("rang", default=0)
    name = translated("name")

    class Meta:
        ordering = ("position", "code")
        constraints = (models.UniqueConstraint(fields=("code",), name="audience_code_unique"),)
        verbose_name = "public"
        verbose_name_plural = "publics"

    def __str__(self) -> str:
        return self.name
