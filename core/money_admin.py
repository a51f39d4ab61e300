"""Money in the admin: staff type euros ("12,50") and the house gets whole cents."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from unfold.widgets import UnfoldAdminTextInputWidget

from core.admin import AuditedAdmin
from core.money import euros

_SPACES_AND_SIGN = re.compile(r"[\s\u00a0\u202f€]")
_EUROS = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


class EurosField(forms.Field):
    """Euros with a comma or a point, at most two decimals; the cleaned value is cents or None."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Tapez un montant en euros, par exemple 12,50."
    }

    def to_python(self, value: Any) -> int | None:
        typed = _SPACES_AND_SIGN.sub("", value or "")
        if not typed:
            return None
        match = _EUROS.fullmatch(typed)
        if match is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))

    def prepare_value(self, value: Any) -> Any:
        """Cents from the database as euros; what somebody typed comes back as it was."""
        return euros(value) if isinstance(value, int) else value


class EurosAdmin(AuditedAdmin):
    """An admin page whose fields named in `euro_fields` are stored in cents and typed in euros."""

    euro_fields: ClassVar[tuple[str, ...]] = ()

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name not in self.euro_fields:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return EurosField(
            label=capfirst(db_field.verbose_name.replace("(centimes)", "(€)")),
            required=not db_field.blank,
            help_text=kwargs.get("help_text", ""),
            widget=UnfoldAdminTextInputWidget,
        )
