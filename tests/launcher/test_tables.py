"""When a start may skip the migrations: same files, same apps, same tables, our own database."""

from pathlib import Path

import psycopg
import pytest

from mnic.launcher import house, tables
from mnic.launcher.commands import Stop
from mnic.launcher.places import Place
from mnic.launcher.progress import Progress


@pytest.fixture
def migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An embedded database just migrated, of a clone with one migration."""
    clone = tmp_path / "clone"
    for name in ("requirements.txt", "constraints.txt", tables.SETTINGS, "a/migrations/0001.py"):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(name)
    monkeypatch.setattr(tables, "CLONE", clone)
    monkeypatch.setenv("MNIC_EMBEDDED_DATABASE", "1")
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    monkeypatch.setattr(tables, "applied_migrations", lambda url: ["a.0001"])
    place = Place(tmp_path, tmp_path, None)
    tables.note_ready(place)
    assert tables.are_ready(place)
    return place


@pytest.mark.parametrize(
    "name", ["requirements.txt", "constraints.txt", tables.SETTINGS, "a/migrations/0002.py"]
)
def test_another_migration_app_or_library_is_migrated(migrated: Place, name: str) -> None:
    (migrated.root / "clone" / name).write_text("other")
    assert not tables.are_ready(migrated)


def test_tables_that_went_or_were_never_there_are_made(
    migrated: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "applied_migrations", lambda url: [])
    assert not tables.are_ready(migrated)

    def never_migrated(url: str) -> list[str]:
        raise psycopg.errors.UndefinedTable

    monkeypatch.setattr(tables, "applied_migrations", never_migrated)
    assert not tables.are_ready(migrated)


def test_a_given_database_is_always_migrated(
    migrated: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MNIC_EMBEDDED_DATABASE")
    assert not tables.are_ready(migrated)


def test_reset_demo_forgets_the_tables_and_the_passwords(
    migrated: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(house, "DEMO_ACCOUNTS", migrated.root / "demo-accounts.json")
    monkeypatch.setattr(house, "servers_place", lambda: migrated)
    monkeypatch.setattr(house, "_furnish", lambda *_: None)
    monkeypatch.setattr("mnic.launcher.addresses.withdraw", lambda: None)
    house.reset_demo(Stop(), Progress())
    assert not (migrated.root / tables.STAMP).exists()
    assert "so are its passwords" in capsys.readouterr().out
