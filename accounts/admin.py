"""Where staff keep people, organisations, publics, roles and the keys of programs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from accounts.models import (
    ApiToken,
    Audience,
    Organisation,
    OrganisationMember,
    Person,
    RoleAssignment,
)
from accounts.permissions import can_change_email
from accounts.services.emails import has_verified_email, keep_email
from accounts.services.tokens import revoke_token
from core import clock
from core.admin import AuditedAdmin, HelpedInline

ANSWER = "Ce que la personne a bien voulu dire. Vide et « non demandé » si on n’a pas demandé."


@admin.register(Person)
class PersonAdmin(AuditedAdmin):
    """Files of people: no password is seen or set here, and nobody is deleted."""

    fieldsets = (
        (None, {"fields": ("name", "email", "email_state", "telephone", "address", "language")}),
        ("Public", {"fields": ("audience",)}),
        (
            "Questions facultatives",
            {
                "description": ANSWER,
                "fields": (
                    ("birth_year", "birth_year_answer"),
                    ("commune", "commune_answer"),
                    ("programme", "programme_answer"),
                    "questions_asked_on",
                ),
            },
        ),
        ("Fiche", {"fields": ("is_active", "created_at", "created_by")}),
    )
    readonly_fields = ("email_state", "questions_asked_on", "created_at", "created_by")
    list_display = ("name", "email", "telephone", "audience", "is_active")
    list_filter = ("is_active", "audience", "language")
    list_select_related = ("audience",)
    search_fields = ("name__unaccent", "email", "telephone")
    help_texts = {
        "address": "Pour une facture ou un courrier. Facultatif.",
        "language": "Celle des messages et des pages.",
        "audience": "Donne les prix et les droits de ses réservations.",
        "email": "Vide si la personne n’a pas d’e-mail. Elle ouvre sa fiche avec un code reçu là.",
        "is_active": "Décoché : la personne ne peut plus se connecter. Rien n’est effacé.",
    }

    @admin.display(description="adresse confirmée", boolean=True)
    def email_state(self, person: Person) -> bool:
        return has_verified_email(person)

    def has_delete_permission(self, request: Any, obj: Person | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: Any, obj: Person | None = None) -> tuple[str, ...]:
        """A proved address is the person's own; a colleague's is for the administration alone."""
        fixed = obj is not None and (
            has_verified_email(obj) or not can_change_email(request.user, obj)
        )
        return (*self.readonly_fields, "email") if fixed else self.readonly_fields

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        wanted = obj.email
        if change:
            obj.email = Person.objects.values_list("email", flat=True).get(pk=obj.pk)
        else:
            obj.email = None
            obj.created_by = request.user
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        keep_email(obj, wanted)


class MemberInline(HelpedInline):
    model = OrganisationMember
    help_texts = {
        "is_manager": "Coché : voit et change toutes les réservations de l’organisation.",
    }
    autocomplete_fields = ("person",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(AuditedAdmin):
    fields = ("name", "kind", "audience", "email", "telephone", "address", "is_active")
    inlines = (MemberInline,)
    list_display = ("name", "kind", "audience", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("audience",)
    search_fields = ("name__unaccent",)
    help_texts = {
        "audience": "Le public qui donne les prix et les droits de ses réservations.",
        "is_active": "Décoché : plus de nouvelle réservation pour elle.",
    }


@admin.register(Audience)
class AudienceAdmin(AuditedAdmin):
    fields = ("code", "name_fr", "name_en", "is_for_organisations", "position")
    list_display = ("name_fr", "name_en", "code", "is_for_organisations", "position")
    search_fields = ("name_fr", "name_en", "code")
    help_texts = {
        "code": "Mot court pour les programmes. Il ne change plus ensuite.",
        "name_fr": "Ce que les gens choisissent dans leur fiche : « Étudiant ».",
        "is_for_organisations": "Coché : se donne à une organisation, pas à une personne.",
    }

    def get_readonly_fields(self, request: Any, obj: Audience | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(AuditedAdmin):
    """Who works here and as what: written by the administration, read by the direction."""

    fields = ("person", "role", "site")
    autocomplete_fields = ("person",)
    list_display = ("person", "role", "site")
    list_filter = ("role", "site")
    list_select_related = ("person", "site")
    search_fields = ("person__name__unaccent", "person__email")
    help_texts = {
        "person": "Elle garde son compte : le rôle s’y ajoute.",
        "role": "Comptable, direction et administration valent pour toute la maison.",
        "site": "Vide : pour toute la maison. Accueil et fab manager ont souvent un site.",
    }


@admin.register(ApiToken)
class ApiTokenAdmin(AuditedAdmin):
    """Keys of programs: seen and ended here, made only by their owner."""

    list_display = ("name", "person", "scope", "created_at", "expires_at", "revoked_at")
    list_filter = ("scope",)
    list_select_related = ("person",)
    search_fields = ("name", "person__name__unaccent", "person__email")
    actions = ("revoke",)
    exclude = ("key_hash",)

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: ApiToken | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: ApiToken | None = None) -> bool:
        return False

    def has_revoke_permission(self, request: Any) -> bool:
        return bool(request.user.has_perm("accounts.change_apitoken"))

    @admin.action(description="Faire cesser les jetons choisis", permissions=("revoke",))
    def revoke(self, request: Any, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset.select_related("person"):
            revoke_token(token, by=request.user, now=clock.now())
