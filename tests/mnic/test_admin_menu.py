"""The menu of the admin: each line for whoever has something to do on its page."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.factories import make_person

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
