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
        "Lieux et horaires",
        (
            ("spaces.Site", "location_on"),
            ("spaces.Hours", "schedule"),
            ("spaces.Closure", "event_busy"),
            ("spaces.SchoolHoliday", "school"),
        ),
    ),
    (
        "Ce qui se réserve",
        (
            ("spaces.Offer", "storefront"),
            ("spaces.Resource", "chair"),
            ("spaces.Feature", "label"),
            ("spaces.Policy", "rule"),
            ("memberships.Tariff", "euro"),
        ),
    ),
    (
        "Machines et prêts",
        (
            ("equipment.Category", "category"),
            ("equipment.EquipmentModel", "precision_manufacturing"),
            ("equipment.Machine", "print"),
            ("equipment.Requirement", "verified_user"),
            ("equipment.Authorisation", "badge"),
            ("equipment.InitiationRequest", "waving_hand"),
            ("equipment.Lender", "handshake"),
            ("equipment.LoanAgreement", "contract"),
        ),
    ),
    (
        "Personnes",
        (
            ("accounts.Person", "person"),
            ("accounts.Organisation", "domain"),
            ("accounts.Audience", "groups"),
            ("accounts.RoleAssignment", "key"),
            ("accounts.ApiToken", "vpn_key"),
        ),
    ),
    (
        "Consulter",
        (
            ("bookings.Booking", "event_available"),
            ("bookings.Block", "block"),
            ("billing.Order", "receipt_long"),
            ("core.AuditEntry", "history"),
        ),
    ),
)
# The direction may read this page, but only the administration has something to do there.
FOR_THE_ADMINISTRATION = frozenset({"accounts.ApiToken"})


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups that have a page for this person, as unfold wants them."""
    groups = (
        {
            "title": title,
            "separator": True,
            "items": [_item(label, icon) for label, icon in pages if _may_open(request, label)],
        }
        for title, pages in MENU
    )
    return [group for group in groups if group["items"]]


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
