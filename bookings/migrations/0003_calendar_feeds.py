"""Feeds: secret addresses at which calendar programmes read bookings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0002_booking_sequence"),
        ("spaces", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mine", "mes réservations"),
                            ("resource", "une ressource"),
                            ("site", "un site"),
                        ],
                        max_length=8,
                        verbose_name="nature",
                    ),
                ),
                ("with_names", models.BooleanField(default=False, verbose_name="avec les noms")),
                ("token_hash", models.CharField(max_length=64, verbose_name="empreinte")),
                ("created_at", models.DateTimeField(verbose_name="créé le")),
                ("last_read_at", models.DateTimeField(null=True, verbose_name="lu le")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="révoqué le")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="spaces.resource",
                        verbose_name="ressource",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="spaces.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda partagé",
                "verbose_name_plural": "agendas partagés",
                "ordering": ("-created_at", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("token_hash",), name="feed_token_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "mine"), ("resource__isnull", True), ("site__isnull", True)
                            ),
                            models.Q(
                                ("kind", "resource"),
                                ("resource__isnull", False),
                                ("site__isnull", True),
                            ),
                            models.Q(
                                ("kind", "site"),
                                ("resource__isnull", True),
                                ("site__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="feed_kind_has_its_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("with_names", False),
                            models.Q(("kind", "mine"), _negated=True),
                            _connector="OR",
                        ),
                        name="feed_of_mine_has_no_names",
                    ),
                ],
            },
        ),
    ]
