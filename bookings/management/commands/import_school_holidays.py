"""Import school holidays from a CSV file, as the admin page does."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bookings.services.opening import change_school_holidays
from core import clock
from core.errors import Malformed


class Command(BaseCommand):
    """Keeps every row of the file, or none; computes open time anew; says how many are touched."""

    help = "Importe les vacances scolaires depuis un fichier CSV (data.education.gouv.fr)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
            count, touched = change_school_holidays(content, by=None, now=clock.now())
        except (Malformed, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{count} périodes importées, {len(touched)} réservations touchées.")
