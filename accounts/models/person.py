"""Person: everybody the house knows, with or without e-mail and password."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.models.audience import Audience
from accounts.models.roles import ADMIN_ROLES, Role, admits, admits_app
from core.ids import uuid7


class Answer(models.TextChoices):
    """Whether an optional question was asked, and whether the person chose to answer."""

    NOT_ASKED = "not_asked", "non demandé"
    DECLINED = "declined", "ne souhaite pas répondre"
    GIVEN = "given", "répondu"


def plain_email(email: str | None) -> str | None:
    """The address as it is kept: in lower case, and none rather than an empty one."""
    return (email or "").strip().lower() or None


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail in lower case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with a verified or to-be-verified e-mail; used by tests and the demo house."""
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A visitor, member or member of staff. Only verified e-mail opens a file that staff made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("nom", max_length=200)
    email = models.EmailField("adresse e-mail", null=True, blank=True, unique=True)
    telephone = models.CharField("téléphone", max_length=40, blank=True)
    address = models.TextField("adresse", blank=True)
    language = models.CharField(
        "langue", max_length=2, default="fr", choices=(("fr", "français"), ("en", "anglais"))
    )
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, blank=True, verbose_name="public"
    )
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    birth_year_answer = models.CharField(
        "réponse : année de naissance",
        max_length=10,
        choices=Answer.choices,
        default=Answer.NOT_ASKED,
    )
    commune = models.CharField("commune", max_length=120, blank=True)
    commune_answer = models.CharField(
        "réponse : commune", max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED
    )
    programme = models.CharField("dispositif", max_length=120, blank=True)
    programme_answer = models.CharField(
        "réponse : dispositif", max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED
    )
    questions_asked_on = models.DateField("questions posées le", null=True, blank=True)
    is_active = models.BooleanField("actif", default=True)
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    created_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="créée par"
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | models.Q(email=Lower("email")),
                name="person_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=~models.Q(email=""), name="person_without_email_has_null"
            ),
        )
        verbose_name = "personne"
        verbose_name_plural = "personnes"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Django's word for the name: the admin's menu shows it."""
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = plain_email(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = plain_email(self.email)
        super().save(*args, **kwargs)

    @property
    def held_roles(self) -> frozenset[tuple[str, uuid.UUID | None]]:
        """Every (role, site) of an active person, asked once per object; no site: the house."""
        if not self.is_active:
            return frozenset()
        known: frozenset[tuple[str, uuid.UUID | None]] | None = self.__dict__.get("known_roles")
        if known is None:
            known = frozenset(self.role_assignments.values_list("role", "site_id"))
            self.__dict__["known_roles"] = known
        return known

    def remember_roles(self, roles: Iterable[tuple[str, str | None]]) -> None:
        """Take roles that were read together with the person, so that nobody asks again."""
        known = frozenset((role, uuid.UUID(site) if site else None) for role, site in roles)
        self.__dict__["known_roles"] = known

    def forget_roles(self) -> None:
        """Ask again: they have just changed."""
        self.__dict__.pop("known_roles", None)

    @property
    def is_staff(self) -> bool:
        """Django's word for "may enter the admin pages"; accounts.permissions.is_staff is ours."""
        return any(role in ADMIN_ROLES for role, _ in self.held_roles)

    @property
    def is_superuser(self) -> bool:
        """Django's word for the role `admin`."""
        return any(role == Role.ADMIN for role, _ in self.held_roles)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether a role of this person admits Django's permission `app.action_model`."""
        return any(admits(role, perm) for role, _ in self.held_roles)

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        """Whether every one of the permissions is held."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the app appears at all in this person's admin pages."""
        return any(admits_app(role, app_label) for role, _ in self.held_roles)
