"""The list "à traduire": rows whose words are written in French and not yet in English."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet


class ToTranslate(admin.SimpleListFilter):
    """Rows with a French text beside an empty English one."""

    title = "traduction"
    parameter_name = "a_traduire"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("oui", "à traduire")]

    def queryset(self, request: Any, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(untranslated(queryset.model)) if self.value() else queryset


def untranslated(model: Any) -> Q:
    """The condition that some `<name>_fr` says something that `<name>_en` does not."""
    names = [field.name[:-3] for field in model._meta.fields if field.name.endswith("_en")]
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}_en": ""}) & ~Q(**{f"{name}_fr": ""})
    return condition
