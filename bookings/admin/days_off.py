"""School holidays: imported from a file, listed, dropped; whom it touches comes first."""

import base64
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminFileFieldWidget

from bookings.admin.two_steps import in_two_steps, page_context
from bookings.models import Booking
from bookings.services.opening import change_school_holidays, drop_school_holidays
from core import clock
from core.admin import ReadOnlyAdmin
from core.errors import DomainError
from spaces.models import SchoolHoliday
from spaces.permissions import can_set_up

AT_MOST_BYTES = 1_000_000


class ImportForm(forms.Form):
    """A file, or what was read of it a moment ago while the person was asked."""

    file = forms.FileField(
        label="Fichier CSV",
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text="Le « calendrier scolaire » de data.education.gouv.fr (CSV), ou un fichier "
        "« nom;premier jour;dernier jour;zone ». Une ligne illisible : rien n’est importé.",
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("file"):
            if data["file"].size > AT_MOST_BYTES:
                raise forms.ValidationError("Ce fichier est trop gros : 1 Mo au plus.")
            data["bytes"] = data["file"].read()
        elif data.get("content"):
            data["bytes"] = base64.b64decode(data["content"])
        else:
            raise forms.ValidationError("Choisissez un fichier.")
        return data


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(ReadOnlyAdmin):
    list_display = ("name", "zone", "first_day", "last_day")
    list_filter = ("zone",)
    actions = ("drop",)

    def has_add_permission(self, request: Any) -> bool:
        """ "Ajouter" opens the import."""
        return can_set_up(request.user)

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> Any:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._import(request, form.cleaned_data["bytes"])
            except DomainError as refusal:
                form.add_error(None, refusal.message)
        title = "Importer des vacances scolaires"
        context = page_context(request, title, form=form, media=self.media + form.media)
        return TemplateResponse(request, "admin/bookings/form.html", context)

    @admin.action(description="Oublier ces vacances")
    def drop(self, request: Any, queryset: QuerySet[SchoolHoliday]) -> Any:
        if not can_set_up(request.user):
            raise PermissionDenied
        ids = [row.pk for row in queryset]

        def act() -> list[Booking]:
            return drop_school_holidays(ids, by=request.user, now=clock.now())

        return in_two_steps(request, act, title="Oublier des vacances", back=_list())

    def _import(self, request: Any, content: bytes) -> Any:
        def act() -> list[Booking]:
            return change_school_holidays(content, by=request.user, now=clock.now())[1]

        carried = {"content": base64.b64encode(content).decode()}
        title = "Importer des vacances scolaires"
        return in_two_steps(request, act, title=title, back=_list(), carried=carried)


def _list() -> str:
    return reverse("admin:spaces_schoolholiday_changelist")
