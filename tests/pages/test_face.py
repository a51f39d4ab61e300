"""Every plain page: help by telephone, both languages, day or night; and the pages for trouble."""

import json
import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from pytest_django import DjangoAssertNumQueries

from mnic.settings.house import HOUSE
from pages.plain import server_error
from tests.factories import make_person

CLONE = Path(__file__).resolve().parents[2]
TEMPLATES = CLONE / "pages" / "templates"
DIALLED = f"tel:{HOUSE['telephone'].replace(' ', '')}"
pytestmark = pytest.mark.django_db

PLAIN = [
    "/compte/connexion/",
    "/compte/inscription/",
    "/compte/code/",
    "/compte/mot-de-passe/oubli/",
    "/rien-du-tout",
]
MINE = ["/compte/", "/compte/jetons/", "/compte/adresse/"]


def _page(client: Client, path: str, **headers: str) -> str:
    return client.get(path, headers=headers, follow=True).content.decode()


@pytest.mark.parametrize("path", [*PLAIN, *MINE])
def test_every_plain_page_has_help_languages_and_day_or_night(client: Client, path: str) -> None:
    if path in MINE:
        client.force_login(make_person())
    page = _page(client, path)
    assert DIALLED in page
    assert "Besoin d’aide ?" in page
    assert 'name="language" value="en"' in page
    assert 'data-theme-choice="dark"' in page
    head = page[: page.index("</head>")]
    assert head.index("pages/theme.js") < head.index('rel="stylesheet"'), "would flash"


def test_the_way_into_the_admin_has_help_too(client: Client) -> None:
    assert DIALLED in _page(client, "/admin/")


def test_unknown_address_leads_on(client: Client) -> None:
    page = _page(client, "/rien-du-tout")
    main = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'href="([^"]+)"', main)
    assert {"/", "/reserver", "/reserver?type=desk", "/mes-reservations"} <= set(links)
    assert '<svg class="drawing"' in main
    english = _page(client, "/rien-du-tout", **{"accept-language": "en"})
    assert "This page does not exist" in english
    for link in links:
        assert Client().get(link, follow=True).status_code in {200, 503}


def test_broken_page_asks_no_database_and_speaks_both_languages(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request: HttpRequest = RequestFactory().get("/")
    request.request_id = "0123456789abcdef"  # type: ignore[attr-defined]  # as the middleware does
    with django_assert_num_queries(0):
        answer = server_error(request)
    page = answer.content.decode()
    assert answer.status_code == 500
    for said in ("Un problème de notre côté", "Something went wrong", "0123456789abcdef", DIALLED):
        assert said in page
    assert '<section lang="en"' in page


def test_broken_page_tells_the_id_that_the_log_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(FRONTEND_DIST=None):
        answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.content.decode()


def test_form_from_an_old_page_says_that_nothing_was_written() -> None:
    answer = Client(enforce_csrf_checks=True).post("/compte/connexion/", {"login": "a"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Rien n’a été enregistré" in page
    assert HOUSE["telephone"] in page


def test_manifest_and_identity_stay_in_the_house(client: Client) -> None:
    answer = client.get("/site.webmanifest")
    shape = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (shape["name"], shape["start_url"]) == (HOUSE["name"], "/")
    head = _page(client, "/compte/connexion/")
    head = head[: head.index("</head>")]
    assert 'property="og:title"' in head
    assert 'name="description"' in head
    assert re.findall(r"https?://", head) == []


def test_drawings_of_plain_pages_are_those_of_the_screens() -> None:
    shapes = (CLONE / "frontend" / "src" / "lib" / "drawings" / "shapes.ts").read_text()
    templates = sorted((TEMPLATES / "pages" / "drawings").glob("*.html"))
    assert len(templates) >= 5
    for template in templates:
        drawn = re.findall(r'<path d="([^"]+)"', template.read_text())
        own = re.search(rf"\n  {template.stem}: square\(\[(.*?)\]\),\n", shapes)
        assert own is not None, template.stem
        strokes = re.findall(r"'(M[^']+)'", own[1])
        assert set(strokes) <= set(drawn), template.stem
        assert len(drawn) == len(strokes) + own[1].count("circle(")
