"""Bookings and blocks, to look up: they are changed where people work, not here."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.utils.formats import date_format
from unfold.admin import TabularInline

from bookings.models import Block, Booking, BookingItem
from core.admin import ReadOnlyAdmin
from core.money import euros
from spaces.models import Site


def on_the_wall(moment: dt.datetime, site: Site) -> str:
    """What the clock of the site shows, in words: the admin knows only the server's zone."""
    return date_format(moment.astimezone(site.zone), "j F Y, H:i")


class ItemInline(TabularInline):
    model = BookingItem
    verbose_name_plural = "ce qui est réservé"
    fields = ("offer", "quantity", "resource")
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Booking)
class BookingAdmin(ReadOnlyAdmin):
    list_display = ("start", "end", "site", "who", "telephone", "organisation", "standing")
    list_filter = ("state", "site", "channel")
    list_select_related = ("site", "person", "organisation")
    search_fields = ("person__name", "person__email", "organisation__name", "=id")
    date_hierarchy = "starts_at"
    show_full_result_count = False
    inlines = (ItemInline,)
    fieldsets = (
        (None, {"fields": ("standing", "site", "start", "end", "purpose", "party_size")}),
        ("Qui", {"fields": ("who", "telephone", "organisation", "booked_by", "channel")}),
        ("Prix", {"fields": ("price", "audience_code", "price_snapshot")}),
        ("Ce jour-là", {"fields": ("age_band", "commune", "programme", "terms_version")}),
        ("Suivi", {"fields": ("held_until", "reason", "created_at", "changed_at")}),
    )

    @admin.display(description="début", ordering="starts_at")
    def start(self, booking: Booking) -> str:
        return on_the_wall(booking.starts_at, booking.site)

    @admin.display(description="fin", ordering="ends_at")
    def end(self, booking: Booking) -> str:
        return on_the_wall(booking.ends_at, booking.site)

    @admin.display(description="personne", ordering="person__name")
    def who(self, booking: Booking) -> str:
        return booking.person.name if booking.person else "visiteur"

    @admin.display(description="état", ordering="state")
    def standing(self, booking: Booking) -> str:
        return booking.get_state_display()

    @admin.display(description="prix TTC")
    def price(self, booking: Booking) -> str:
        return f"{euros(booking.price_cents)} €"

    @admin.display(description="téléphone")
    def telephone(self, booking: Booking) -> str:
        return booking.person.telephone if booking.person else ""


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    list_display = ("start", "end", "site", "what", "note", "stands")
    list_filter = ("kind", "site", "is_active")
    list_select_related = ("site",)
    fields = ("what", "site", "start", "end", "note", "stands", "created_by", "created_at")
    date_hierarchy = "starts_at"
    show_full_result_count = False

    @admin.display(description="début", ordering="starts_at")
    def start(self, block: Block) -> str:
        return on_the_wall(block.starts_at, block.site)

    @admin.display(description="fin", ordering="ends_at")
    def end(self, block: Block) -> str:
        return on_the_wall(block.ends_at, block.site)

    @admin.display(description="nature", ordering="kind")
    def what(self, block: Block) -> str:
        return block.get_kind_display()

    @admin.display(description="en cours", boolean=True, ordering="is_active")
    def stands(self, block: Block) -> bool:
        return block.is_active
