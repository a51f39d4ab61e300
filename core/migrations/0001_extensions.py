"""Turn on what PostgreSQL needs to judge overlaps and to sort French names."""

from django.contrib.postgres.operations import BtreeGistExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = ()
    operations = (BtreeGistExtension(), UnaccentExtension())
