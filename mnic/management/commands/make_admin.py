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

    help = "Donne à qui a confirmé cette adresse le rôle d’administrateur de la maison."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = plain_email(options["email"])
        person = Person.objects.filter(email=email, is_active=True).first()
        if person is None or not has_verified_email(person):
            raise CommandError(
                "Personne n’a confirmé cette adresse : créez d’abord le compte dans le navigateur."
            )
        give_role(person, role=Role.ADMIN, by=None, now=clock.now())
        self.stdout.write(f"{person.email} administre la maison.")
