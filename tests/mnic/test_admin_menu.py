"""The menu of the admin: each line for whoever has something to do on its page."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from mnic.admin_menu import MENU
from tests.factories import make_offer, make_person, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "shown", "status"),
    [(Role.ADMIN, True, 200), (Role.DIRECTOR, False, 200), (Role.FAB_MANAGER, False, 403)],
)
def test_access_tokens_are_in_the_menu_of_the_administration_alone(
    client: Client, role: Role, shown: bool, status: int
) -> None:
    client.force_login(make_person(role=role))
    page = reverse("admin:accounts_apitoken_changelist")
    groups = client.get(reverse("admin:index")).context["sidebar_navigation"]
    assert (page in {item["link"] for group in groups for item in group["items"]}) is shown
    assert client.get(page).status_code == status


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("accounts", "Personnes"),
        ("spaces", "Lieux"),
        ("equipment", "Équipement"),
        ("memberships", "Tarifs"),
        ("bookings", "Réservations"),
        ("billing", "Commandes"),
        ("core", "Journal"),
    ],
)
def test_headings_are_the_words_of_the_house(label: str, heading: str) -> None:
    assert apps.get_app_config(label).verbose_name == heading


def test_the_admin_greets_by_name_and_tells_tariffs_apart_by_site(client: Client) -> None:
    person = make_person("Armelle Durand", role=Role.ADMIN)
    client.force_login(person)
    offer = make_offer(make_site())
    page = client.get(reverse("admin:memberships_tariff_changelist")).content.decode()
    shown = re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
    assert "Armelle Durand" in shown
    assert f">{offer.site}<" in re.sub(r"\s*([<>])\s*", r"\1", shown)


def test_hours_of_the_house_bear_no_warning_about_the_browsers_clock(client: Client) -> None:
    client.force_login(make_person(role=Role.DIRECTOR))
    page = client.get(reverse("admin:spaces_closure_add")).content.decode()
    assert ".timezonewarning { display: none; }" in page
    assert page.count("Heures du lieu") == 1


GROUPS = [
    "Réservations",
    "Lieux et horaires",
    "Offres et règles",
    "Équipement",
    "Tarifs",
    "Personnes",
    "Système",
]


def test_every_page_of_the_admin_is_in_the_menu_once() -> None:
    reverse("admin:index")
    listed = [label for _, pages in MENU for label, _ in pages]
    assert sorted(listed) == sorted(model._meta.label for model in admin.site._registry)


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.ADMIN, GROUPS),
        (Role.DIRECTOR, GROUPS),
        (Role.FAB_MANAGER, ["Lieux et horaires", "Offres et règles", "Équipement"]),
    ],
)
def test_menu_and_first_page_have_the_same_groups_in_the_order_of_the_house(
    client: Client, role: Role, groups: list[str]
) -> None:
    client.force_login(make_person(role=role))
    first = client.get(reverse("admin:index"))
    *menu, last = first.context["sidebar_navigation"]
    assert [group["title"] for group in menu] == groups
    assert [card["name"] for card in first.context["app_list"]] == groups
    links = [item["link"] for group in menu for item in group["items"]]
    shown = [model["admin_url"] for card in first.context["app_list"] for model in card["models"]]
    assert shown == links
    assert [item["link"] for item in last["items"]] == ["/aide/direction/"]
    assert {client.get(link).status_code for link in [*links, "/aide/direction/"]} == {200}


def test_the_pages_bear_the_name_and_the_colours_of_the_house(client: Client) -> None:
    client.force_login(make_person(role=Role.DIRECTOR))
    page = client.get(reverse("admin:index")).content.decode()
    name = settings.HOUSE["name"]
    assert re.search(rf"<title>\s*Réglages \| Réglages · {name}\s*</title>", page)
    assert page.count(name) >= 2
    assert 'href="/static/mnic/admin.css"' in page
    assert finders.find("mnic/admin.css")
