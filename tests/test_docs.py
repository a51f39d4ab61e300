"""What README and docs name exists: paths, functions, links, commands; each folder is mapped."""

import ast
import json
import re
from pathlib import Path

import pytest
import yaml

from core import clock
from tests.api.callers import Caller
from tests.factories import NOW, make_offer, make_person, make_site

CLONE = Path(__file__).resolve().parents[1]
PAGES = [CLONE / "README.md", *sorted((CLONE / "docs").rglob("*.md"))]
MADE_AT_RUN = ("var/", ".venv/", "static/", "backups/")
ADDRESS = re.compile(r"(GET|POST|PATCH|DELETE) (/api/v1/\S*)")
ENVIRONMENT = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)\"""")
INTERNAL = {"MNIC_EMBEDDED_DATABASE", "MNIC_EMBEDDED_REDIS"}  # the launcher's own notes


def prose(page: Path) -> str:
    """The text of a page without its blocks of commands."""
    return re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)


def named_paths(text: str) -> set[str]:
    """What stands in backticks and is a path of the tree, with `::name` where one is given."""
    words = re.findall(r"`([^`\s]+)`", text)
    paths = {word for word in words if re.fullmatch(r"[\w.@-]*[/.][\w./@-]*(::\w+)?", word)}
    looks = re.compile(r"^[\w.@-]+/|^\w[\w.-]*\.(py|md|toml|txt|yml)\b|^LICENSE$")
    return {path for path in paths if looks.search(path) and not path.startswith(MADE_AT_RUN)}


def is_there(name: str) -> bool:
    path, _, wanted = name.partition("::")
    place = CLONE / path
    if not wanted:
        return place.exists()
    return place.is_file() and wanted in _defined(place)


def _defined(module: Path) -> set[str]:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {
        node.name for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, kinds)
    }


def test_control_an_invented_path_or_function_is_missed() -> None:
    text = (
        "`core/nowhere.py`, `core/clock.py::yesterday`, `core/clock.py::now` and `core/`, `?page=`"
    )
    assert named_paths(text) == {
        "core/nowhere.py",
        "core/clock.py::yesterday",
        "core/clock.py::now",
        "core/",
    }
    found = {name for name in named_paths(text) if is_there(name)}
    assert found == {"core/clock.py::now", "core/"}


@pytest.mark.parametrize("text", PAGES, ids=lambda path: str(path.relative_to(CLONE)))
def test_page_names_only_paths_functions_and_links_that_exist(text: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text.read_text())
    missing = {name for name in named_paths(prose(text)) if not is_there(name)}
    missing |= {link for link in links if not (text.parent / link).exists()}
    assert missing == set()


def test_pages_name_many_paths() -> None:
    named = set().union(*(named_paths(prose(page)) for page in PAGES))
    assert len(named) > 100


def test_every_top_level_folder_is_on_the_map() -> None:
    lines = (CLONE / ".gitignore").read_text().splitlines()
    ignored = {line.strip("/") for line in lines}
    visible = {folder.name for folder in CLONE.glob("[!.]*") if folder.is_dir()}
    on_the_map = set(re.findall(r"^\| `([\w.]+)/` \|", (CLONE / "README.md").read_text(), re.M))
    assert on_the_map == visible - ignored | {".ci"}


def test_every_make_target_named_exists_and_is_named() -> None:
    targets = set(re.findall(r"^([\w-]+):", (CLONE / "Makefile").read_text(), re.M))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:`|^|=\S+ )make ([\w-]+)", page.read_text(), re.M)
    }
    assert named == targets


def test_every_address_named_is_in_the_openapi_file() -> None:
    paths = yaml.safe_load((CLONE / "api" / "schema.yml").read_text())["paths"]
    known = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    named = {found for page in PAGES for found in ADDRESS.findall(prose(page).replace("`", " "))}
    assert len(named) > 8
    assert named - known == set()


def test_every_variable_that_settings_read_is_in_the_example() -> None:
    settings = (CLONE / "mnic" / "settings").glob("*.py")
    read = {name for module in settings for name in ENVIRONMENT.findall(module.read_text())}
    written = set(re.findall(r"^#([A-Z_]+)=", (CLONE / ".env.example").read_text(), re.M))
    assert read - INTERNAL <= written


@pytest.mark.django_db
def test_the_calls_of_the_api_page_work_as_they_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    site = make_site()
    offer = str(make_offer(site).pk)
    text = (CLONE / "docs" / "api.md").read_text().replace("'$OFFER'", offer)
    query = re.search(r"/availability/\?site=\$SITE&([^\"]+)", text)
    quote, booking = (json.loads(body) for body in re.findall(r"-d '(.*?)'$", text, re.M | re.S))
    caller = Caller(make_person())
    assert query is not None
    week = Caller().get(f"availability/?site={site.pk}&{query[1]}")
    assert [one["offer"] for one in week.json()] == [offer]
    assert week.json()[0]["free"]
    assert Caller().post("quotes/", quote).json()["available"] is True
    made = caller.post("bookings/", booking, Idempotency_Key="2027-01-12-desk")
    assert (made.status_code, made.json()["state"]) == (201, "confirmed")
