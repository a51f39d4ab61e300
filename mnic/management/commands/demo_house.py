"""`manage.py demo_house`: furnish an empty house with the demo's sites, people and bookings."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock
from mnic.demo.furnish import furnish, write_accounts
from spaces.models import Site


class Command(BaseCommand):
    """Refuses a house that has sites already: the demo never mixes with real data."""

    help = "Furnish an empty house with demo sites, people and bookings."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO", False):
            raise CommandError("The demo house is for one's own machine, not for production.")
        if Site.objects.exists():
            raise CommandError("This house has sites already; `make reset-demo` starts anew.")
        accounts, bookings = furnish(now=clock.now())
        write_accounts(accounts, settings.VAR_DIR / "demo-accounts.json")
        self.stdout.write(f"{bookings} bookings, {len(accounts)} accounts.")
