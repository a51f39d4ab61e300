"""What every admin page shares: saves leave acts in the audit, and nobody edits the audit."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models, transaction
from django.shortcuts import redirect
from django.urls import reverse
from unfold.admin import ModelAdmin, TabularInline

from core import audit, clock
from core.models import AuditEntry

# What the same name means in every table.
SHARED_HELP = {"position": "Les plus petits rangs viennent en premier."}
IN_ENGLISH = "Vide : le français est montré, et la page reste dans « à traduire »."


def help_for(model: type[models.Model], own: dict[str, str]) -> dict[str, str]:
    """`own` beside the sentences that hold wherever a field has that name."""
    names = [field.name for field in model._meta.fields]
    english = {name: IN_ENGLISH for name in names if name.endswith("_en")}
    shared = {name: text for name, text in SHARED_HELP.items() if name in names}
    return {**english, **shared, **own}


class HelpedInline(TabularInline):
    """Rows within a form; `help_texts` says, by column, what one should know."""

    help_texts: ClassVar[dict[str, str]] = {}

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        kwargs.setdefault("help_texts", help_for(self.model, self.help_texts))
        return super().get_formset(request, obj, **kwargs)


class AuditedAdmin(ModelAdmin):
    """An admin page whose every addition, change and deletion is kept, as field names only.

    Django's own admin log is not written: it would keep names of people in a second place.
    `help_texts` says, by field, what the person at the form should know.
    """

    help_texts: ClassVar[dict[str, str]] = {}

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs.setdefault("help_texts", help_for(self.model, self.help_texts))
        return super().get_form(request, obj, change, **kwargs)

    def construct_change_message(
        self, request: Any, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The names of the changed fields; those of inline rows after the name of their table."""
        inline = [
            f"{formset.model._meta.model_name}.{name}"
            for formset in formsets or ()
            for name in _changed_in(formset)
        ]
        return [*form.changed_data, *dict.fromkeys(inline)]

    def log_addition(self, request: Any, obj: models.Model, message: Any) -> Any:
        self._record(request, "admin.added", obj, message)

    def log_change(self, request: Any, obj: models.Model, message: Any) -> Any:
        self._record(request, "admin.changed", obj, message)

    def log_deletions(self, request: Any, queryset: Any) -> Any:
        """Nothing here: `delete_model` and `delete_queryset` keep the act in their transaction."""

    def delete_model(self, request: Any, obj: models.Model) -> None:
        with transaction.atomic():
            self._record(request, "admin.deleted", obj, [])
            super().delete_model(request, obj)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        with transaction.atomic():
            for row in queryset:
                self._record(request, "admin.deleted", row, [])
            super().delete_queryset(request, queryset)

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        """The acts on this row, as the audit keeps them."""
        return redirect(f"{reverse('admin:core_auditentry_changelist')}?subject_id={object_id}")

    def also_audited(self, request: Any) -> dict[str, Any]:
        """Ids and codes to keep with the act, beside the names of the fields."""
        return {}

    def _record(self, request: Any, action: str, row: models.Model, fields: list[str]) -> None:
        changes = {**({"fields": fields} if fields else {}), **self.also_audited(request)}
        audit.record(action, row, by=request.user, now=clock.now(), changes=changes)


def _changed_in(formset: Any) -> list[str]:
    """Names of what was added, changed or deleted in one inline formset after its save."""
    changed = [name for _, names in formset.changed_objects for name in names]
    return [
        *(["added"] if formset.new_objects else []),
        *changed,
        *(["deleted"] if formset.deleted_objects else []),
    ]


class ReadOnlyAdmin(ModelAdmin):
    """A page to look things up: nothing is added, changed or deleted here."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The journal of acts."""

    list_display = ("at", "action", "subject_kind", "subject_id", "by_id")
    list_filter = ("action", "subject_kind")
    search_fields = ("=subject_id", "=by_id")
    show_full_result_count = False
