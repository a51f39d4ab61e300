"""The first administrator is named by whoever runs the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import RoleAssignment
from core.models import AuditEntry
from tests.accounts.people import member
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_somebody_who_signed_up_becomes_administrator() -> None:
    amina, said = member("a@example.org"), StringIO()
    call_command("make_admin", "A@Example.org", stdout=said)
    assert said.getvalue() == "a@example.org administre la maison.\n"
    assert amina.is_superuser
    assert AuditEntry.objects.get(action="role.given").subject_id == amina.pk


def test_an_unknown_or_unproved_address_is_refused() -> None:
    make_person("Zoé", email="z@example.org")
    for address in ("z@example.org", "nobody@example.org", ""):
        with pytest.raises(CommandError):
            call_command("make_admin", address)
    assert not RoleAssignment.objects.exists()
