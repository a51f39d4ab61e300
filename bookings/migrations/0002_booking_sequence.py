"""Bookings count their changes for calendar programmes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="sequence",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="révision"),
        ),
    ]
