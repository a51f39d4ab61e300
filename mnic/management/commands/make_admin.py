"""`manage.py make_admin EMAIL`: give somebody who has signed up the role of administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Person, Role
from accounts.models.person import plain_email
from accounts.services.emails import has_verified_email
from accounts.services.give_role import give_role
from core import clock


class Command(BaseCommand):
    """How the first administrator of a house comes; they give every other role in the admin."""

    help = "Make the person with this proved e-mail address an administrator of the house."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = plain_email(options["email"])
        person = Person.objects.filter(email=email, is_active=True).first()
        if person is None or not has_verified_email(person):
            raise CommandError("Nobody has proved this address: sign up in the browser first.")
        give_role(person, role=Role.ADMIN, by=None, now=clock.now())
        self.stdout.write(f"{person.email} is an administrator.")
