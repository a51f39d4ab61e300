"""The menu of the admin, in the words of the house: each page once, for whoever may open it."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

# Group, then (model, icon of Material Symbols).
MENU: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    (
        "Réservations",
        (
            ("bookings.Booking", "event_available"),
            ("bookings.Block", "block"),
            ("billing.Order", "receipt_long"),
        ),
    ),
    (
        "Lieux et horaires",
        (
            ("spaces.Site", "location_on"),
            ("spaces.Place", "map"),
            ("spaces.Hours", "schedule"),
            ("spaces.Closure", "event_busy"),
            ("spaces.SchoolHoliday", "school"),
        ),
    ),
    (
        "Offres et règles",
        (
            ("spaces.Offer", "storefront"),
            ("spaces.Resource", "chair"),
            ("spaces.Feature", "label"),
            ("spaces.Policy", "rule"),
            ("equipment.Requirement", "verified_user"),
        ),
    ),
    (
        "Équipement",
        (
            ("equipment.Machine", "print"),
            ("equipment.EquipmentModel", "precision_manufacturing"),
            ("equipment.Category", "category"),
            ("equipment.Authorisation", "badge"),
            ("equipment.InitiationRequest", "waving_hand"),
            ("equipment.Lender", "handshake"),
            ("equipment.LoanAgreement", "contract"),
        ),
    ),
    ("Tarifs", (("memberships.Tariff", "euro"),)),
    (
        "Personnes",
        (
            ("accounts.Person", "person"),
            ("accounts.Organisation", "domain"),
            ("accounts.Audience", "groups"),
        ),
    ),
    (
        "Système",
        (
            ("accounts.RoleAssignment", "key"),
            ("accounts.ApiToken", "vpn_key"),
            ("core.AuditEntry", "history"),
        ),
    ),
)
HELP = {"title": "Guide de la direction", "icon": "help", "link": "/aide/direction/"}
# The direction may read this page, but only the administration has something to do there.
FOR_THE_ADMINISTRATION = frozenset({"accounts.ApiToken"})


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups that have a page for this person, as unfold wants them."""
    groups = (
        {
            "title": title,
            "items": [_item(label, icon) for label, icon in pages if _may_open(request, label)],
        }
        for title, pages in MENU
    )
    shown = [*(group for group in groups if group["items"]), {"title": "Aide", "items": [HELP]}]
    return [{**group, "separator": number > 0} for number, group in enumerate(shown)]


def first_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The same groups as cards, for unfold's DASHBOARD_CALLBACK, instead of one card an app."""
    known = {
        model["model"]._meta.label: model for app in context["app_list"] for model in app["models"]
    }
    groups = [
        (title, [known[label] for label, _ in pages if _may_open(request, label)])
        for title, pages in MENU
    ]
    cards = [
        {"name": title, "app_label": "", "app_url": models[0]["admin_url"], "models": models}
        for title, models in groups
        if models
    ]
    return {**context, "title": "Réglages", "app_list": cards}


def _item(label: str, icon: str) -> dict[str, Any]:
    options = apps.get_model(label)._meta
    return {
        "title": str(options.verbose_name_plural).capitalize(),
        "icon": icon,
        "link": reverse(f"admin:{options.app_label}_{options.model_name}_changelist"),
    }


def _may_open(request: HttpRequest, label: str) -> bool:
    model = apps.get_model(label)
    if not admin.site.is_registered(model):
        return False
    if label in FOR_THE_ADMINISTRATION and not getattr(request.user, "is_superuser", False):
        return False
    return admin.site.get_model_admin(model).has_view_or_change_permission(request)
