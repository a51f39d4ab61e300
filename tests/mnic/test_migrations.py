"""Migrations run beside the web of the version before, which goes on inserting its own columns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

OURS = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}


def _in_the_way(operations: Iterable[Operation]) -> Iterator[str]:
    """Columns that older code leaves out, and that PostgreSQL then refuses as empty."""
    made = {one.name_lower for one in operations if isinstance(one, migrations.CreateModel)}
    for one in operations:
        if not isinstance(one, migrations.AddField) or one.model_name_lower in made:
            continue
        field = one.field
        if not (field.null or field.many_to_many or field.has_db_default()):
            yield f"{one.model_name}.{one.name}"


def test_columns_added_to_a_table_have_a_default_in_the_database() -> None:
    ours = [
        (key, one)
        for key, one in MigrationLoader(None).disk_migrations.items()
        if key[0] in OURS and not one.initial
    ]
    assert len(ours) > 3
    assert [(key, list(_in_the_way(one.operations))) for key, one in ours] == [
        (key, []) for key, _ in ours
    ]


def test_control_a_default_of_django_alone_is_in_the_way() -> None:
    added = migrations.AddField("booking", "sequence", models.IntegerField(default=0))
    assert list(_in_the_way([added])) == ["booking.sequence"]
