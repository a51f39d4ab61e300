"""Orders to look at; they are settled where people work, not here."""

from typing import Any

from django.contrib import admin

from billing.models import Order
from core.admin import AuditedAdmin
from core.money import euros


@admin.register(Order)
class OrderAdmin(AuditedAdmin):
    list_display = ("due_at", "person", "organisation", "total", "channel", "state", "settled_at")
    list_filter = ("state", "channel", "booking__site")
    list_select_related = ("person", "organisation")
    search_fields = ("person__name", "organisation__name")
    date_hierarchy = "due_at"
    fields = (
        "booking",
        "person",
        "organisation",
        "total",
        "state",
        "channel",
        "due_at",
        "settled_at",
        "settled_by",
        "note",
        "created_at",
    )

    @admin.display(description="montant TTC", ordering="total_cents")
    def total(self, order: Order) -> str:
        return f"{euros(order.total_cents)} €"

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Order | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Order | None = None) -> bool:
        return False
