"""The OpenAPI file: in step with the code, and served with a docs page that asks nobody outside."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

FILE = Path(__file__).parents[2] / "api" / "schema.yml"


def test_the_committed_file_is_what_the_code_says(tmp_path: Path) -> None:
    fresh = tmp_path / "schema.yml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(fresh))
    assert FILE.read_text() == fresh.read_text(), "run manage.py spectacular --file api/schema.yml"


@pytest.mark.django_db
def test_the_file_is_served() -> None:
    assert b"createBooking" in Client().get("/api/schema/").content


@pytest.mark.django_db
def test_the_docs_page_loads_nothing_from_elsewhere() -> None:
    page = Client().get("/api/docs/")
    assert page.status_code == 200
    assert "swagger-ui" in page.content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert addresses
    assert all(address.startswith("/") for address in addresses)
    assert "script-src 'self' 'unsafe-inline'" in page.headers["Content-Security-Policy"]
