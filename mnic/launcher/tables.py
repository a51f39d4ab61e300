"""Whether the embedded database has its tables already, so that a start need not ask Django."""

import hashlib
import os

import psycopg

from mnic.launcher.places import Place
from mnic.launcher.postgres import applied_migrations
from mnic.launcher.stamps import CLONE, hash_of

STAMP = "tables"
SETTINGS = "mnic/settings/base.py"  # which apps there are


def are_ready(place: Place) -> bool:
    """Only the embedded database is vouched for: a given one may be changed by others."""
    if os.environ.get("MNIC_EMBEDDED_DATABASE") != "1":
        return False
    try:
        return (place.root / STAMP).read_text() == _state()
    except (FileNotFoundError, psycopg.errors.UndefinedTable):
        return False


def note_ready(place: Place) -> None:
    """After a migration: what was read, and what the database says was applied."""
    if os.environ.get("MNIC_EMBEDDED_DATABASE") == "1":
        (place.root / STAMP).write_text(_state())


def forget(place: Place) -> None:
    (place.root / STAMP).unlink(missing_ok=True)


def _state() -> str:
    """Our migrations, apps and libraries' versions here, beside what the database has applied.

    With the second half, a migration undone by hand or a data folder taken away is noticed.
    """
    files = [CLONE / name for name in ("requirements.txt", "constraints.txt", SETTINGS)]
    files += sorted(CLONE.glob("*/migrations/*.py"))
    applied = "\n".join(applied_migrations(os.environ["DATABASE_URL"]))
    return f"{hash_of(files)} {hashlib.sha256(applied.encode()).hexdigest()}"
