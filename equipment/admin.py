"""Where staff configure machines, lenders, agreements, conditions of use and authorisations.

What rules bookings is registered in bookings/admin/rules.py, which asks before it saves.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.shortcuts import redirect

from core import clock
from core.admin import AuditedAdmin, HelpedInline
from core.admin_translation import ToTranslate
from core.errors import DomainError
from core.money_admin import EurosAdmin
from equipment.models import (
    Authorisation,
    Category,
    EquipmentModel,
    InitiationRequest,
    KitItem,
    Lender,
)
from equipment.permissions import machines_kept_by, requests_visible_to, resources_kept_by
from equipment.services.close_request import close_request
from equipment.services.give_authorisation import give_authorisation
from equipment.services.revoke_authorisation import revoke_authorisation


@admin.register(Category)
class CategoryAdmin(AuditedAdmin):
    list_display = ("name_fr", "name_en", "code")
    search_fields = ("name_fr", "name_en", "code")
    list_filter = (ToTranslate,)
    prepopulated_fields = {"code": ("name_fr",)}
    help_texts = {
        "name_fr": "On est habilité pour une catégorie : « Imprimantes à filament ».",
        "code": "Mot court pour les programmes : à ne plus changer.",
    }


@admin.register(EquipmentModel)
class EquipmentModelAdmin(AuditedAdmin):
    list_display = ("name", "maker", "category")
    list_filter = ("category",)
    list_select_related = ("category",)
    search_fields = ("name", "maker")
    help_texts = {
        "category": "Qui y est habilité utilise seul toutes les machines de ce modèle.",
        "notes": "Pour l’équipe : volume, matériaux, réglages, consommables.",
    }


@admin.register(Lender)
class LenderAdmin(AuditedAdmin):
    list_display = ("name", "organisation", "email", "telephone")
    list_select_related = ("organisation",)
    search_fields = ("name",)
    help_texts = {
        "organisation": "Si la maison la connaît déjà. Vide : une personne, ou un nouveau prêteur.",
    }


class LoanAgreementAdmin(AuditedAdmin):
    fields = (
        "lender",
        "reference",
        "starts_on",
        "ends_on",
        "insurer",
        "audiences",
        "resale_forbidden",
    )
    help_texts = {
        "reference": "Le numéro de la convention signée.",
        "starts_on": "Avant ce jour, aucune réservation.",
        "ends_on": "Après ce jour, plus aucune réservation. Vide : sans fin.",
        "insurer": "Qui assure le matériel pendant le prêt.",
        "audiences": "Les publics que le prêteur accepte. Vide : tous.",
        "resale_forbidden": "Le prêteur interdit de faire payer l’usage de son matériel.",
    }
    list_display = ("reference", "lender", "starts_on", "ends_on", "insurer")
    list_filter = ("lender",)
    list_select_related = ("lender",)
    search_fields = ("reference", "lender__name")
    filter_horizontal = ("audiences",)


class KitItemInline(HelpedInline):
    model = KitItem
    help_texts = {"name": "Ce qui est dans la mallette, à compter au retour."}
    extra = 0


class MachineAdmin(EurosAdmin):
    fields = ("resource", "model", "serial_number", "agreement", "value_cents")
    euro_fields = ("value_cents",)
    help_texts = {
        "value_cents": "Valeur à neuf, par exemple 1299,00. Elle sert à l’assurance.",
        "resource": "Ce que les gens réservent, et dont voici la fiche technique.",
        "model": "Le modèle du fabricant ; sa catégorie dit qui est habilité.",
        "serial_number": "Tel qu’il est gravé ou collé. Vide : inconnu.",
        "agreement": "Vide : le matériel appartient à la Maison.",
    }
    inlines = (KitItemInline,)
    list_display = ("resource", "model", "serial_number", "agreement")
    list_filter = ("resource__site", "model__category", "agreement__lender")
    list_select_related = ("resource", "model", "agreement__lender")
    search_fields = ("resource__name_fr", "serial_number", "model__name")

    def get_queryset(self, request: Any) -> Any:
        """A fab manager finds the machines of their sites."""
        return super().get_queryset(request).filter(pk__in=machines_kept_by(request.user))

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Nor is a machine described, or moved to, where somebody else keeps the workshop."""
        if db_field.name == "resource":
            kwargs["queryset"] = resources_kept_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RequirementAdmin(AuditedAdmin):
    fields = ("offer", "category", "mode")
    help_texts = {
        "offer": "Sans condition d’usage, l’offre ne demande rien.",
        "category": "Être habilité pour elle suffit.",
        "mode": "Accompagné : aux heures de présence d’un fab manager, sauf pour les "
        "personnes habilitées. Habilité : pour elles seules.",
    }
    list_display = ("offer", "category", "mode")
    list_filter = ("mode", "category")
    list_select_related = ("offer", "category")


class AuthorisationAdmin(AuditedAdmin):
    """Given and withdrawn by the services; never edited, never deleted."""

    fields = ("person", "category", "valid_until")
    help_texts = {
        "category": "La personne pourra utiliser seule toutes les machines de la catégorie.",
        "person": "Quelqu’un que vous avez vu travailler seul.",
        "valid_until": "Vide : sans fin.",
    }
    list_display = ("person", "category", "given_by", "given_at", "valid_until", "revoked_at")
    list_filter = ("category",)
    list_select_related = ("person", "category", "given_by")
    search_fields = ("person__name", "person__email")
    actions = ("revoke",)

    def get_fields(self, request: Any, obj: Authorisation | None = None) -> Any:
        return self.fields if obj is None else (*self.fields, "given_by", "given_at", "revoked_at")

    def has_change_permission(self, request: Any, obj: Authorisation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Authorisation | None = None) -> bool:
        return False

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> Any:
        try:
            return super().add_view(request, form_url, extra_context)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect(request.get_full_path())

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        given = give_authorisation(
            person=obj.person,
            category=obj.category,
            valid_until=obj.valid_until,
            by=request.user,
            now=clock.now(),
        )
        obj.pk = given.pk

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """Nothing here: the service keeps the act."""

    @admin.action(description="Retirer les habilitations choisies", permissions=("add",))
    def revoke(self, request: Any, queryset: QuerySet[Authorisation]) -> None:
        for authorisation in queryset.filter(revoked_at__isnull=True):
            revoke_authorisation(authorisation, by=request.user, now=clock.now())


@admin.register(InitiationRequest)
class InitiationRequestAdmin(AuditedAdmin):
    """The people who ask to be shown, oldest first; asked by themselves, closed by an action."""

    list_display = ("person", "category", "site", "possible_times", "state", "created_at")
    list_filter = ("state", "site", "category")
    list_select_related = ("person", "category", "site")
    actions = ("mark_done", "mark_dropped")

    def get_queryset(self, request: Any) -> Any:
        """A fab manager finds the requests of their sites."""
        return super().get_queryset(request).filter(pk__in=requests_visible_to(request.user))

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: InitiationRequest | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: InitiationRequest | None = None) -> bool:
        return False

    @admin.action(description="Initiation faite", permissions=("view",))
    def mark_done(self, request: Any, queryset: QuerySet[InitiationRequest]) -> None:
        _close(request, queryset, InitiationRequest.State.DONE)

    @admin.action(description="Demande abandonnée", permissions=("view",))
    def mark_dropped(self, request: Any, queryset: QuerySet[InitiationRequest]) -> None:
        _close(request, queryset, InitiationRequest.State.DROPPED)


def _close(request: Any, queryset: QuerySet[InitiationRequest], outcome: str) -> None:
    for asked in queryset.filter(state=InitiationRequest.State.OPEN):
        close_request(asked, outcome=outcome, by=request.user, now=clock.now())
