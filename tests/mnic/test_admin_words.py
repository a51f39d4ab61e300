"""The words of the admin: French labels, a help text where a field does not speak for itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.forms import BaseForm
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import Role
from bookings.admin.closures import ClosureForm
from bookings.admin.days_off import ImportForm
from bookings.admin.hours_forms import DaysOffForm, LineForm, SpecialDayForm
from spaces.models import Closure, SchoolHoliday
from tests.factories import make_person

CLONE = Path(__file__).resolve().parents[2]
HOUSE = (
    "core",
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "api",
)
STRAIGHT = re.compile(r"\w'\w")
WITH_FORMS_OF_THEIR_OWN = (Closure, SchoolHoliday)
PLAIN_FORMS = (ClosureForm, ImportForm, LineForm, SpecialDayForm, DaysOffForm)
# A name, an address, a date: nobody has to be told what to write there.
SELF_EVIDENT = frozenset(
    {
        "accounts.Organisation.address",
        "accounts.Organisation.email",
        "accounts.Organisation.kind",
        "accounts.Organisation.name",
        "accounts.Organisation.telephone",
        "accounts.OrganisationMember.person",
        "accounts.Person.name",
        "accounts.Person.telephone",
        "equipment.EquipmentModel.maker",
        "equipment.EquipmentModel.name",
        "equipment.KitItem.quantity",
        "equipment.Lender.email",
        "equipment.Lender.name",
        "equipment.Lender.telephone",
        "equipment.LoanAgreement.lender",
        "spaces.Site.address",
        "spaces.Site.city",
        "spaces.Site.name_fr",
        "spaces.Site.postcode",
    }
)
# The page says it above the six of them, once.
SAID_ABOVE = re.compile(r"accounts\.Person\.(birth_year|commune|programme)(_answer)?")
# The week is a table whose columns are read together with the sentence above it.
IN_A_TABLE = re.compile(r"(LineForm\.|SpecialDayForm\.(opens|closes)|ClosureForm\.(first|last)_)")


@pytest.fixture(autouse=True)
def _as_the_house_has_it() -> None:
    """Loads the addresses, and with them the list of pages."""
    reverse("admin:index")


def forms_of_the_admin(request: Any) -> Iterator[tuple[str, type[BaseForm]]]:
    """Each form that somebody can fill in, inline rows included, with the name of its table."""
    for model, page in admin.site._registry.items():
        if model in WITH_FORMS_OF_THEIR_OWN:
            continue
        if not (page.has_add_permission(request) or page.has_change_permission(request)):
            continue
        yield model._meta.label, page.get_form(request, None)
        for inline in page.get_inline_instances(request):
            if inline.has_add_permission(request, None):
                formset = inline.get_formset(request)
                formset.form.base_fields.pop(formset.fk.name, None)
                yield inline.model._meta.label, formset.form


@pytest.fixture
def request_of_the_administration(db: None) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = make_person(role=Role.ADMIN)
    return request


def fields_of(request: Any) -> dict[str, tuple[str, str]]:
    """Label and help text of every field, by table and name."""
    found = [*forms_of_the_admin(request), *((form.__name__, form) for form in PLAIN_FORMS)]
    return {
        f"{label}.{name}": (str(field.label or ""), str(field.help_text))
        for label, form in found
        for name, field in form.base_fields.items()
        if not field.widget.is_hidden
    }


def test_every_field_of_the_admin_says_what_to_write(request_of_the_administration: Any) -> None:
    fields = fields_of(request_of_the_administration)
    silent = {name for name, (_, text) in fields.items() if not text}
    told_elsewhere = {name for name in fields if SAID_ABOVE.match(name) or IN_A_TABLE.match(name)}
    assert len(fields) > 100
    assert silent - told_elsewhere - SELF_EVIDENT == set()
    assert SELF_EVIDENT - silent == set(), "these have a help text: take them off the list"


def test_control_a_field_without_its_help_text_is_noticed(
    request_of_the_administration: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = admin.site.get_model_admin(apps.get_model("spaces.Feature"))
    monkeypatch.setattr(type(page), "help_texts", {})
    fields = fields_of(request_of_the_administration)
    assert fields["spaces.Feature.code"][1] == ""
    assert "à traduire" in fields["spaces.Feature.name_en"][1]


def house_models() -> Iterator[type[models.Model]]:
    for label in HOUSE:
        yield from apps.get_app_config(label).get_models()


def named_by_the_code(model: type[models.Model]) -> list[str]:
    """Fields of a table that are shown under the name they have in the code."""
    same = {"code", "commune", "date", "mode", "note", "organisation", "public", "site", "zone"}
    return [
        f"{model._meta.label}.{field.name}"
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if str(field.verbose_name) == field.name.replace("_", " ") and field.name not in same
        if not field.primary_key and field.name != "password"
    ]


def test_every_field_that_the_admin_shows_has_a_french_name() -> None:
    pages = admin.site._registry
    shown = [*pages, *(inline.model for page in pages.values() for inline in page.inlines)]
    assert [name for model in shown for name in named_by_the_code(model)] == []


def sentences_of(model: type[models.Model]) -> Iterator[str]:
    """All that a table lets people read."""
    yield from (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
    for field in (*model._meta.fields, *model._meta.many_to_many):
        yield from (str(field.verbose_name), str(field.help_text))
        yield from (str(words) for _, words in field.flatchoices)


def test_no_table_has_a_straight_apostrophe() -> None:
    found = {text for model in house_models() for text in sentences_of(model)}
    assert len(found) > 150
    assert {text for text in found if STRAIGHT.search(text)} == set()


def test_no_form_of_the_admin_has_a_straight_apostrophe(request_of_the_administration: Any) -> None:
    fields = fields_of(request_of_the_administration).values()
    pages = admin.site._registry.values()
    sections = [
        str(words)
        for page in pages
        for title, options in page.fieldsets or ()
        for words in (title or "", options.get("description", ""))
    ]
    actions = [
        str(getattr(getattr(page, name, None), "short_description", ""))
        for page in pages
        for name in page.actions
        if isinstance(name, str)
    ]
    found = [*(text for pair in fields for text in pair), *sections, *actions]
    assert [text for text in found if STRAIGHT.search(text)] == []


MARKUP = re.compile(r"<script.*?</script>|{#.*?#}|{%.*?%}|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("folder", ["bookings/templates", "pages/templates"])
def test_no_template_has_a_straight_apostrophe_in_its_french(folder: str) -> None:
    pages = [page for page in sorted((CLONE / folder).rglob("*.*")) if page.is_file()]
    assert pages
    found = {
        f"{page.name}: {line.strip()}"
        for page in pages
        for line in MARKUP.sub("", page.read_text()).splitlines()
        if STRAIGHT.search(line)
    }
    assert found == set()


def test_control_a_straight_apostrophe_is_seen() -> None:
    assert STRAIGHT.search("l'atelier")
    assert not STRAIGHT.search("l’atelier")
