"""People for the tests of accounts and pages, made as the house makes them."""

import datetime as dt

from accounts.models import Person, Role, RoleAssignment
from accounts.services.emails import verify_email

NOW = dt.datetime(2027, 3, 2, 9, 0, tzinfo=dt.UTC)
PASSWORD = "phare-de-calais-1848"


def member(email: str, *, name: str = "Amina Delattre") -> Person:
    """Somebody with a password and a proved e-mail."""
    person = Person.objects.create_user(email, PASSWORD, name=name)
    verify_email(person, by=None, now=NOW)
    return person


def staff(role: Role, email: str | None = None) -> Person:
    """A member of staff with this role for the whole house."""
    person = member(email or f"{role}@mnic.test", name=f"Staff {role}")
    RoleAssignment.objects.create(person=person, role=role)
    return person
