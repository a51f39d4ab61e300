"""The page of the screens, and the small answers around it."""

import json
import re
import uuid
from pathlib import Path

import pytest
from django.test import Client, override_settings

from mnic.settings.house import HOUSE

CLONE = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db
SCREENS = [
    "/",
    "/reserver",
    f"/offres/{uuid.UUID(int=5)}",
    "/sites/maison",
    "/mes-reservations",
    f"/mes-reservations/{uuid.UUID(int=5)}",
    "/accueil/jour",
    "/accueil/reserver",
    "/accueil/bloquer",
    "/accueil/occupation",
    "/accueil/messages",
    "/profil",
]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    built = {
        "src/main.ts": {
            "file": "assets/main-1.js",
            "css": ["assets/main-1.css"],
            "imports": ["_words-2.js"],
            "dynamicImports": ["src/Later.svelte"],
        },
        "_words-2.js": {"file": "assets/words-2.js", "css": ["assets/words-2.css"]},
        "src/Later.svelte": {"file": "assets/later-3.js"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(built))
    return tmp_path


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_gets_the_shell(client: Client, dist: Path, path: str) -> None:
    with override_settings(FRONTEND_DIST=dist):
        response = client.get(path, headers={"accept-language": "en-GB"})
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en">' in page
    assert '<script type="module" src="/static/assets/main-1.js"></script>' in page
    assert '<link rel="stylesheet" href="/static/assets/main-1.css">' in page
    assert '<link rel="stylesheet" href="/static/assets/words-2.css">' in page
    assert '<link rel="modulepreload" href="/static/assets/words-2.js">' in page
    assert "later-3" not in page
    assert "<noscript>" in page
    assert "csrftoken" in response.cookies
    assert "no-store" in response["Cache-Control"]


def test_shell_runs_under_the_strict_policy(client: Client, dist: Path) -> None:
    with override_settings(FRONTEND_DIST=dist):
        response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy.split("; ")
    assert "unsafe" not in policy
    page = response.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    scripts = re.findall(r"<script[^>]*>[^<]*</script>", page)
    assert [bool(re.search(r' src="/static/', script)) for script in scripts] == [True, True]


def test_shell_speaks_french_first(client: Client, dist: Path) -> None:
    with override_settings(FRONTEND_DIST=dist):
        page = client.get("/", headers={"accept-language": "de"}).content.decode()
    assert '<html lang="fr">' in page


def test_shell_follows_a_new_build(client: Client, dist: Path) -> None:
    with override_settings(FRONTEND_DIST=dist):
        client.get("/")
        (dist / "manifest.json").write_text('{"src/main.ts": {"file": "assets/main-9.js"}}')
        page = client.get("/").content.decode()
    assert "main-9.js" in page


def test_shell_of_screens_never_built_says_so(client: Client, tmp_path: Path) -> None:
    with override_settings(FRONTEND_DIST=tmp_path):
        response = client.get("/")
    assert response.status_code == 503
    assert HOUSE["telephone"] in response.content.decode()


def test_shell_answers_no_post(client: Client) -> None:
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("path", ["/offres/7", "/rien", "/mes-reservations/../x", "/schedule/"])
def test_other_addresses_get_an_honest_404(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert HOUSE["telephone"] in response.content.decode()


def test_broken_page_says_so_with_the_telephone() -> None:
    client = Client(raise_request_exception=False)
    with override_settings(FRONTEND_DIST=None):
        response = client.get("/")
    assert response.status_code == 500
    assert HOUSE["telephone"] in response.content.decode()


def test_the_old_address_of_the_icon_leads_to_the_houses(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/favicon.svg")
    assert (CLONE / "frontend" / "public" / "favicon.svg").is_file()


def test_robots_may_read_the_public_pages(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /api/" in response.content.decode()


@pytest.mark.parametrize(("is_demo", "told"), [(True, True), (False, False)])
def test_code_page_says_where_the_letter_is_only_in_the_demo(
    client: Client, is_demo: bool, told: bool
) -> None:
    with override_settings(DEMO=is_demo):
        client.post("/compte/inscription/", {"name": "N", "email": "n@example.org"})
        page = client.get("/compte/adresse/code/").content.decode()
    assert ("s’affiche ici" in page) is told
    assert ("/demo/courrier/?adresse=n%40example.org" in page) is told
