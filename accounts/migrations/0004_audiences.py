"""The publics that every house begins with; staff rename, add and order them as they like."""

from django.db import migrations

AUDIENCES = (
    ("project_holder", "Porteur de projet", "Project holder", False),
    ("resident", "Habitant", "Resident", False),
    ("student", "Étudiant", "Student", False),
    ("job_seeker", "Demandeur d’emploi", "Job seeker", False),
    ("company", "Entreprise", "Company", True),
    ("association", "Association", "Association", True),
    ("school", "École", "School", True),
)


def add_audiences(apps, schema_editor):
    """What a house has under the same code already stays as its staff wrote it."""
    audiences = apps.get_model("accounts", "Audience").objects.using(schema_editor.connection.alias)
    for position, (code, french, english, bodies) in enumerate(AUDIENCES):
        written = {
            "name_fr": french,
            "name_en": english,
            "is_for_organisations": bodies,
            "position": position,
        }
        audiences.get_or_create(code=code, defaults=written)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_api_token"),
    ]

    operations = [
        # Going back leaves them: people, prices and agreements may refer to them.
        migrations.RunPython(add_audiences, migrations.RunPython.noop),
    ]
