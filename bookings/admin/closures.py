"""Shut a site for a while, and reopen it; whoever is booked then is listed first."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.admin import ModelAdmin
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminSingleTimeWidget,
    UnfoldAdminTextInputWidget,
)

from bookings.admin.two_steps import in_two_steps, page_context
from bookings.models import Booking
from bookings.services.opening import close_site, reopen_site
from core import clock
from core.errors import DomainError
from core.period import Period
from spaces.models import Closure, Site
from spaces.permissions import can_set_up
from spaces.wall_time import instant


class ClosureForm(forms.Form):
    """A stretch of time as the wall of the site shows it."""

    site = forms.ModelChoiceField(
        Site.objects.all(),
        label="Site",
        widget=UnfoldAdminSelectWidget,
        help_text="Tout le site ferme. Pour une seule machine : « Bloquer », à l’accueil.",
    )
    first_day = forms.DateField(label="Du", widget=UnfoldAdminSingleDateWidget)
    first_time = forms.TimeField(
        label="à", initial=dt.time(), widget=UnfoldAdminSingleTimeWidget(format="%H:%M")
    )
    last_day = forms.DateField(label="Jusqu’au", widget=UnfoldAdminSingleDateWidget)
    last_time = forms.TimeField(
        label="à ",
        initial=dt.time(),
        widget=UnfoldAdminSingleTimeWidget(format="%H:%M"),
        help_text="Heures du lieu. 00:00 : minuit, au début de ce jour. Pour fermer mardi : "
        "du mardi à 00:00 jusqu’au mercredi à 00:00.",
    )
    reason_fr = forms.CharField(
        label="Motif (français)",
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text="Affiché au public : « Grève », « Travaux »…",
    )
    reason_en = forms.CharField(
        label="Motif (anglais)",
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Vide : le motif français est montré.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            zone = data["site"].zone
            starts_at = instant(data["first_day"], data["first_time"], zone)
            ends_at = instant(data["last_day"], data["last_time"], zone, latest=True)
            if ends_at <= starts_at:
                raise forms.ValidationError("La fin doit être après le début.")
            data["period"] = Period(starts_at, ends_at)
        return data


@admin.register(Closure)
class ClosureAdmin(ModelAdmin):
    list_display = ("site", "starts_at", "ends_at", "reason_fr", "reason_en")
    list_filter = ("site",)
    list_select_related = ("site",)
    actions = ("reopen",)

    def has_change_permission(self, request: Any, obj: Closure | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Closure | None = None) -> bool:
        return False

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> Any:
        """Ask for the closure, show whom it touches, then write it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ClosureForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._close(request, form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, refusal.message)
        context = page_context(request, "Fermer un site", form=form, media=self.media + form.media)
        return TemplateResponse(request, "admin/bookings/form.html", context)

    @admin.action(description="Rouvrir : annuler ces fermetures")
    def reopen(self, request: Any, queryset: QuerySet[Closure]) -> None:
        if not can_set_up(request.user):
            raise PermissionDenied
        for closure in queryset.select_related("site"):
            try:
                reopen_site(closure, by=request.user, now=clock.now())
            except DomainError as refusal:
                messages.error(request, f"{closure} : {refusal.message}")
            else:
                messages.success(request, f"{closure.site} rouvre.")

    def _close(self, request: Any, data: dict[str, Any]) -> Any:
        def act() -> list[Booking]:
            return close_site(
                data["site"],
                period=data["period"],
                reason_fr=data["reason_fr"],
                reason_en=data["reason_en"],
                by=request.user,
                now=clock.now(),
            ).touched

        back = reverse("admin:spaces_closure_changelist")
        return in_two_steps(request, act, title="Fermer un site", back=back)
