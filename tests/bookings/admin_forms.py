"""The form of an admin page as a browser would send it back, so that a test changes one field."""

from typing import Any

from django.forms import BaseForm
from django.test import Client


def sent_back(client: Client, page: str) -> dict[str, Any]:
    """Every field of the page with what stands in it, those of its inline rows included."""
    context = client.get(page).context
    data = _of(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            data |= _of(form)
    return data


def _of(form: BaseForm) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple):
            data[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif isinstance(value, bool):
            data |= {bound.html_name: "on"} if value else {}
        else:
            data[bound.html_name] = "" if value is None else str(value)
    return data
