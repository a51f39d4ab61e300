"""What import-linter can't see: a part of a package that comes from outside."""

import ast
import tomllib
from pathlib import Path

import pytest

CLONE = Path(__file__).resolve().parents[1]
WITHOUT_HTTP = (
    "core",
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "reports",
)


def _imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _speaks_http(source: str) -> bool:
    return any(f"{name}.".startswith("django.http.") for name in _imported(source))


def test_control_sees_every_way_to_import_http() -> None:
    for line in (
        "import django.http",
        "from django import http",
        "from django.http import Http404",
    ):
        assert _speaks_http(line), line


@pytest.mark.parametrize("app", WITHOUT_HTTP)
def test_app_below_the_api_does_not_speak_http(app: str) -> None:
    modules = sorted((CLONE / app).rglob("*.py"))
    assert modules
    assert [str(path) for path in modules if _speaks_http(path.read_text())] == []


def test_every_app_has_a_column_that_leaves_no_module_out() -> None:
    document = tomllib.loads((CLONE / "pyproject.toml").read_text())
    contracts = document["tool"]["importlinter"]["contracts"]
    columns = {tuple(one["containers"]): one for one in contracts if "containers" in one}
    for app in WITHOUT_HTTP:
        column = columns[(app,)]
        assert column["exhaustive"] is True, app
        assert column["exhaustive_ignores"] == ["apps", "migrations"], app
