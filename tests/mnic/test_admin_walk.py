"""Every page of the admin as every role: opened or refused, never broken, never slower by rows."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Person, Role
from core import clock
from spaces.models import Site
from tests.factories import NOW, make_person
from tests.mnic.admin_rows import Rows, one_of_each, rounds, tables_of

pytestmark = pytest.mark.django_db

OPEN, SHUT, AWAY = 200, 403, 302
# Nobody adds these by hand: people book, ask and pay elsewhere; programs' keys are their owners'.
NEVER_ADDED = {
    "accounts.ApiToken",
    "billing.Order",
    "bookings.Block",
    "bookings.Booking",
    "core.AuditEntry",
    "equipment.InitiationRequest",
}
FAB_MANAGER_SEES = {
    "equipment.Authorisation",
    "equipment.Category",
    "equipment.EquipmentModel",
    "equipment.InitiationRequest",
    "equipment.Lender",
    "equipment.LoanAgreement",
    "equipment.Machine",
    "spaces.Feature",
    "spaces.Resource",
    "spaces.Site",
}
FAB_MANAGER_ADDS = {
    "equipment.Authorisation",
    "equipment.Category",
    "equipment.EquipmentModel",
    "equipment.Machine",
}
# Rows that belong to a workshop: those of other sites are not there for its manager.
OF_A_WORKSHOP = {"equipment.InitiationRequest", "equipment.Machine"}


@pytest.fixture(autouse=True)
def _monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def page(model: type[Model], kind: str, *arguments: object) -> str:
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{kind}", args=arguments)


def answers(client: Client, rows: Rows) -> dict[str, tuple[int, int, int]]:
    """The status of list, new row and standing row, by table."""
    return {
        model._meta.label: (
            client.get(page(model, "changelist")).status_code,
            client.get(page(model, "add")).status_code,
            client.get(page(model, "change", row.pk)).status_code,
        )
        for model, row in rows.items()
    }


def signed_in(client: Client, role: Role | None, site: Site | None = None) -> Person:
    person = make_person(role=role, site=site)
    client.force_login(person)
    return person


def test_the_walk_meets_every_table_of_the_admin() -> None:
    reverse("admin:index")
    assert tables_of(one_of_each()) == {model._meta.label for model in admin.site._registry}


@pytest.mark.parametrize(
    ("role", "never_added"),
    [(Role.ADMIN, NEVER_ADDED), (Role.DIRECTOR, NEVER_ADDED | {"accounts.RoleAssignment"})],
)
def test_direction_and_administration_open_every_page(
    client: Client, role: Role, never_added: set[str]
) -> None:
    rows = one_of_each()
    signed_in(client, role)
    expected = {
        label: (OPEN, SHUT if label in never_added else OPEN, OPEN) for label in tables_of(rows)
    }
    assert answers(client, rows) == expected


def test_a_fab_manager_opens_the_pages_of_the_workshop(client: Client) -> None:
    rows = one_of_each()
    signed_in(client, Role.FAB_MANAGER, _site_of(rows))
    expected = {
        label: (
            OPEN if label in FAB_MANAGER_SEES else SHUT,
            OPEN if label in FAB_MANAGER_ADDS else SHUT,
            OPEN if label in FAB_MANAGER_SEES else SHUT,
        )
        for label in tables_of(rows)
    }
    assert answers(client, rows) == expected


def test_what_stands_at_another_site_is_not_there_for_a_fab_manager(client: Client) -> None:
    rows, elsewhere = rounds(2)
    signed_in(client, Role.FAB_MANAGER, _site_of(rows))
    for model, row in elsewhere.items():
        if model._meta.label in OF_A_WORKSHOP:
            answer = client.get(page(model, "change", row.pk))
            assert (answer.status_code, answer["Location"]) == (AWAY, reverse("admin:index"))


@pytest.mark.parametrize("role", [Role.HOST, Role.ACCOUNTANT, None])
def test_nobody_else_opens_any_page(client: Client, role: Role | None) -> None:
    rows = one_of_each()
    signed_in(client, role, _site_of(rows) if role == Role.HOST else None)
    seen = answers(client, rows)
    assert {status for statuses in seen.values() for status in statuses} <= {AWAY, SHUT}
    refused = client.get(page(Site, "changelist"), follow=True)
    assert b"Maison site" not in refused.content


def searches() -> Iterator[tuple[type[Model], str]]:
    reverse("admin:index")
    for model, of_model in admin.site._registry.items():
        if of_model.search_fields:
            yield model, page(model, "changelist")


def test_every_search_answers(client: Client) -> None:
    rows = one_of_each()
    signed_in(client, Role.ADMIN)
    for model, where in searches():
        for words in ("élan", str(rows[model].pk), "' or 1=1 --", "%"):
            assert client.get(where, {"q": words}).status_code == OPEN, (where, words)


def test_a_row_that_is_not_there_leads_back_to_the_first_page(client: Client) -> None:
    rows = one_of_each()
    signed_in(client, Role.ADMIN)
    for model in rows:
        for key in ("00000000-0000-7000-8000-000000000000", "nonsense"):
            assert client.get(page(model, "change", key)).status_code in (AWAY, 404), model


def statements(client: Client, rows: Rows) -> dict[str, int]:
    """How many statements each list takes; asked twice, since the first may warm what is kept."""
    found = {}
    for model in rows:
        client.get(page(model, "changelist"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(model, "changelist")).status_code == OPEN
        found[model._meta.label] = len(captured)
    return found


def test_no_list_asks_more_of_the_database_when_it_has_more_rows(client: Client) -> None:
    signed_in(client, Role.ADMIN)
    few = statements(client, rounds(2)[0])
    many = statements(client, rounds(4)[0])  # three times as many rows
    assert {label: (few[label], count) for label, count in many.items() if count > few[label]} == {}
    assert max(many.values()) <= 15


def test_control_a_list_without_its_join_is_noticed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rounds(2)[0]
    tariffs = next(model for model in rows if model._meta.label == "memberships.Tariff")
    signed_in(client, Role.ADMIN)
    only = {tariffs: rows[tariffs]}
    monkeypatch.setattr(type(admin.site.get_model_admin(tariffs)), "list_select_related", ())
    few = statements(client, only)
    rounds(4)
    assert statements(client, only) != few


def _site_of(rows: Rows) -> Site:
    site = rows[Site]
    assert isinstance(site, Site)
    return site
