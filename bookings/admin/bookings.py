"""Bookings and blocks, to look up: they are changed where people work, not here."""

from typing import Any

from django.contrib import admin
from unfold.admin import TabularInline

from bookings.models import Block, Booking, BookingItem
from core.admin import ReadOnlyAdmin


class ItemInline(TabularInline):
    model = BookingItem
    fields = ("offer", "quantity", "resource")
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Booking)
class BookingAdmin(ReadOnlyAdmin):
    list_display = ("starts_at", "ends_at", "site", "person", "telephone", "organisation", "state")
    list_filter = ("state", "site", "channel")
    list_select_related = ("site", "person", "organisation")
    search_fields = ("person__name", "person__email", "organisation__name", "=id")
    date_hierarchy = "starts_at"
    show_full_result_count = False
    inlines = (ItemInline,)

    @admin.display(description="téléphone")
    def telephone(self, booking: Booking) -> str:
        return booking.person.telephone if booking.person else ""


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    list_display = ("starts_at", "ends_at", "site", "kind", "note", "is_active")
    list_filter = ("kind", "site", "is_active")
    list_select_related = ("site",)
    date_hierarchy = "starts_at"
    show_full_result_count = False
