"""`manage.py release_house`: a restored copy is the house now, and what waited may leave."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock, held


class Command(BaseCommand):
    """Typed by the operator, once nothing else answers under the house's name."""

    help = "Libère une maison restaurée d’une sauvegarde : les lettres en attente partent."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.HOUSE_HELD:
            raise CommandError("MNIC_HOLD_LETTERS retient la maison : retirez cette variable.")
        released = held.release(now=clock.now())
        self.stdout.write(
            "La maison est libérée." if released else "La maison n’était pas retenue."
        )
