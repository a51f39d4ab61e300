"""Where staff configure sites, resources, offers and the rules of booking.

What rules bookings is registered in bookings/admin/rules.py, which asks before it saves.
"""

from typing import Any

from django.apps import apps
from django.contrib import admin

from accounts.models import Role
from accounts.permissions import staffed_sites
from core.admin import AuditedAdmin, HelpedInline
from core.admin_translation import ToTranslate
from spaces.models import Feature, OfferResource, Place, Resource, Site
from spaces.permissions import can_set_up

MINUTES = "En minutes : 60 = une heure, 1440 = un jour."
FROM_NOW_ON = "Ne vaut que pour les nouvelles réservations. "

# The scheduler's own pages would change definitions behind the back of the open intervals.
for scheduled in apps.get_app_config("schedule").get_models():
    if admin.site.is_registered(scheduled):
        admin.site.unregister(scheduled)


class SiteAdmin(AuditedAdmin):
    list_display = ("name_fr", "city", "telephone", "is_active", "position")
    list_filter = ("is_active", ToTranslate)
    search_fields = ("name_fr", "name_en", "city")
    prepopulated_fields = {"slug": ("name_fr",)}
    fieldsets = (
        (None, {"fields": ("name_fr", "name_en", "slug", "position", "is_active")}),
        ("Adresse", {"fields": ("address", "postcode", "city", "country", "telephone", "email")}),
        (
            "Venir et entrer",
            {
                "fields": (
                    "directions_fr",
                    "directions_en",
                    "accessibility_fr",
                    "accessibility_en",
                    "max_party_size",
                )
            },
        ),
        ("Temps", {"fields": ("time_zone", "school_zone", "closes_on_public_holidays")}),
    )
    help_texts = {
        "slug": "Le nom dans les adresses des pages : à ne plus changer une fois publié.",
        "is_active": "Décoché : le site et ses offres disparaissent pour le public.",
        "country": "Deux lettres, par exemple FR.",
        "telephone": "Donné à qui ne peut pas réserver en ligne.",
        "email": "Vide : les gens appellent ou passent.",
        "time_zone": "Par exemple Europe/Paris. Ne change plus une fois le site créé.",
        "school_zone": "Calais est en zone B. Se change ensuite sur la page des horaires.",
        "closes_on_public_holidays": "Coché : fermé chaque jour férié. Se change ensuite sur la "
        "page des horaires.",
        "directions_fr": "Étage, digicode, bus : ce qu’il faut savoir pour arriver.",
        "accessibility_fr": "Ascenseur, places, boucle magnétique…",
        "max_party_size": "Vide : pas de limite propre au site.",
    }

    def get_readonly_fields(self, request: Any, obj: Site | None = None) -> tuple[str, ...]:
        """What hours stand on is fixed here, or changed on the page of the hours."""
        fixed = ("time_zone", "school_zone", "closes_on_public_holidays", "slug")
        return fixed if obj else ()

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name_fr",)}

    def has_delete_permission(self, request: Any, obj: Site | None = None) -> bool:
        """A site with a past is put aside (`is_active`), never deleted."""
        return False


@admin.register(Feature)
class FeatureAdmin(AuditedAdmin):
    list_display = ("name_fr", "name_en", "code")
    list_filter = (ToTranslate,)
    search_fields = ("name_fr", "name_en", "code")
    prepopulated_fields = {"code": ("name_fr",)}
    help_texts = {
        "name_fr": "Ce que les gens cochent pour filtrer : « Grand écran », « Accès PMR »…",
        "code": "Le mot dans les adresses des recherches : à ne plus changer une fois publié.",
    }


@admin.register(Place)
class PlaceAdmin(AuditedAdmin):
    list_display = ("name_fr", "site", "floor", "x", "y", "width", "height")
    list_filter = ("site", "floor", ToTranslate)
    list_select_related = ("site",)
    search_fields = ("name_fr", "name_en")
    autocomplete_fields = ("resources",)
    fieldsets = (
        (None, {"fields": ("site", "name_fr", "name_en", "resources")}),
        ("Sur le plan", {"fields": ("floor", ("x", "y"), ("width", "height"))}),
    )
    help_texts = {
        "site": "Le plan est celui de ce site.",
        "name_fr": "Ce qui est écrit sur le plan : « Salle Opale », « Accueil », « Escalier ».",
        "floor": "0 : le rez-de-chaussée. 1 : le premier étage. -1 : le sous-sol.",
        "x": "Le plan d’un étage fait 100 pas de large et 100 de haut.",
        "y": "En pas, depuis le haut du plan.",
        "width": "En pas.",
        "height": "En pas.",
        "resources": "Vide : un endroit qui aide à se repérer, comme l’accueil ou l’ascenseur.",
    }


class ResourceAdmin(AuditedAdmin):
    list_display = ("name_fr", "site", "kind", "room", "capacity", "is_active")
    list_filter = ("site", "kind", "is_active", "features", ToTranslate)
    list_select_related = ("site", "room")
    search_fields = ("name_fr", "name_en")
    autocomplete_fields = ("features", "room")
    help_texts = {
        "site": "Une chose qui déménage : mettez-la de côté ici et créez-la là-bas.",
        "kind": "Ce que les gens cherchent : le pictogramme en dépend.",
        "name_fr": "Unique dans le site : « Bureau 7 », « Imprimante 2 ».",
        "features": "Ce sur quoi on peut filtrer.",
        "room": "La salle où se trouve cette chose, s’il y en a une.",
        "capacity": "Combien de personnes elle accueille.",
        "is_active": "Décoché : on ne peut plus la réserver ; ce qui est réservé le reste.",
    }

    def has_change_permission(self, request: Any, obj: Resource | None = None) -> bool:
        """A fab manager changes what stands at their own sites."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or can_set_up(request.user):
            return True
        sites = staffed_sites(request.user, (Role.FAB_MANAGER,))
        return sites is None or obj.site_id in sites

    def has_delete_permission(self, request: Any, obj: Resource | None = None) -> bool:
        """What was ever booked stays known: a resource is put aside (`is_active`)."""
        return False


class OfferResourceInline(HelpedInline):
    model = OfferResource
    autocomplete_fields = ("resource",)
    help_texts = {
        "resource": "Une même chose peut être dans plusieurs offres, par exemple seule "
        "et dans l’espace entier."
    }
    extra = 1
    verbose_name = "chose réservée"
    verbose_name_plural = "ce que l’offre réserve"


class OfferAdmin(AuditedAdmin):
    list_display = ("name_fr", "site", "kind", "quantifier", "policy", "is_public", "position")
    list_filter = ("site", "kind", "is_public", "policy", ToTranslate)
    list_select_related = ("site", "policy")
    search_fields = ("name_fr", "name_en", "slug")
    prepopulated_fields = {"slug": ("name_fr",)}
    inlines = (OfferResourceInline,)
    help_texts = {
        "site": "Là où se trouvent les choses réservées.",
        "slug": "Le nom dans les adresses des pages : à ne plus changer une fois publié.",
        "kind": "Ce que les gens cherchent : le pictogramme en dépend.",
        "name_fr": "Ce que les gens lisent en premier : « Bureau à la journée ».",
        "description_fr": "Ce qu’on a sur place et ce qu’il faut apporter.",
        "policy": "Durées, délais et publics. Les mêmes règles servent à plusieurs offres.",
        "quantifier": "Au choix : on prend une ou plusieurs unités. Tout : l’ensemble d’un coup.",
        "safety_fr": "Donné avec la confirmation, dans la langue de la personne.",
        "capacity": "Vide : sans limite propre à l’offre.",
        "choose_by_name": "Coché : on peut choisir quel poste ou quelle machine.",
        "hours": "Vide : les horaires du site.",
        "is_public": "Décoché : seule l’équipe la voit.",
    }


class PolicyAdmin(AuditedAdmin):
    list_display = ("name", "granularity_minutes", "min_minutes", "max_minutes", "span")
    list_filter = ("span", "needs_approval")
    search_fields = ("name",)
    filter_horizontal = ("audiences",)
    fieldsets = (
        (None, {"fields": ("name", "audiences", "max_party_size", "needs_approval")}),
        (
            "Durée",
            {"fields": ("granularity_minutes", "min_minutes", "max_minutes", "span")},
        ),
        (
            "Délais",
            {
                "fields": (
                    "notice_minutes",
                    "horizon_days",
                    "change_notice_minutes",
                    "hold_minutes",
                )
            },
        ),
        ("Avant et après", {"fields": ("buffer_before_minutes", "buffer_after_minutes")}),
    )
    help_texts = {
        "name": "Comment l’équipe les appelle ; le public ne le voit pas.",
        "max_party_size": "Vide : sans limite propre à ces règles.",
        "granularity_minutes": "Les débuts et les fins tombent sur ce pas. " + MINUTES,
        "min_minutes": "Plus court : refusé. " + MINUTES,
        "max_minutes": "Plus long : on en parle par téléphone. " + MINUTES,
        "span": "« Début et fin aux heures d’ouverture » : pour une impression de nuit, "
        "un prêt de plusieurs jours, un bureau au mois.",
        "notice_minutes": "0 : on réserve jusqu’au dernier moment. " + FROM_NOW_ON + MINUTES,
        "horizon_days": "Au plus 390 : les horaires sont connus pour treize mois. " + FROM_NOW_ON,
        "change_notice_minutes": "Après ce délai, il faut appeler. " + MINUTES,
        "hold_minutes": "Combien de temps une place est gardée pendant l’inscription. "
        + FROM_NOW_ON
        + MINUTES,
        "buffer_before_minutes": "Bloqué avant chaque réservation, sans être facturé. "
        + FROM_NOW_ON
        + MINUTES,
        "buffer_after_minutes": "Bloqué après chaque réservation, sans être facturé. "
        + FROM_NOW_ON
        + MINUTES,
        "needs_approval": "Coché : l’équipe accepte ou refuse chaque demande. " + FROM_NOW_ON,
    }
