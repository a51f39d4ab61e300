"""Who holds which role: at one site, or in the whole house."""

from django.db import models

from accounts.models.person import Person
from accounts.models.roles import HOUSE_ROLES, Role
from core.ids import uuid7


class RoleAssignment(models.Model):
    """One role of one person; without a site it holds for the whole house.

    The site is named lazily: spaces stands to the right of accounts (docs/adr/).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="role_assignments", verbose_name="personne"
    )
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    site = models.ForeignKey(
        "spaces.Site", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="site"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role", "site"), name="role_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=HOUSE_ROLES) | models.Q(site__isnull=True),
                name="house_role_has_no_site",
            ),
        )
        verbose_name = "rôle"
        verbose_name_plural = "rôles"

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
