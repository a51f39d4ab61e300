"""The door to the queue: every name that is nudged is a task that every worker knows."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from mnic.celery import app

CLONE = Path(__file__).resolve().parents[2]
APPS = ("core", "accounts", "notifications", "spaces", "equipment", "memberships", "bookings")
APPS += ("billing", "reports", "api", "pages", "mnic")


def _nudged() -> Iterator[tuple[str, str]]:
    """Where nudge is called, and with what name; a constant of the module counts as its value."""
    for path in (one for part in APPS for one in sorted((CLONE / part).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("nudge"):
                module = ".".join(path.relative_to(CLONE).with_suffix("").parts)
                yield module, _value(module, node.args[0])


def _value(module: str, given: ast.expr) -> str:
    if isinstance(given, ast.Constant):
        return str(given.value)
    assert isinstance(given, ast.Name), f"{module}: name the task by a constant"
    return str(getattr(import_module(module), given.id))


def test_every_task_that_is_nudged_is_registered() -> None:
    app.loader.import_default_modules()
    nudged = dict(_nudged())
    assert {"notifications.services.post", "notifications.services.handle"} <= set(nudged)
    assert set(nudged.values()) <= set(app.tasks)
