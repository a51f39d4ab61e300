"""E-mail addresses of people: unproven until their owner typed a code that was sent there."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.errors import EmailBelongsToPerson, EmailTaken, malformed
from accounts.models import Person
from accounts.models.person import plain_email
from accounts.selectors import describe_lookalike
from core import audit


def has_verified_email(person: Person) -> bool:
    """Whether somebody has proved that they read this person's e-mail: the file has its owner."""
    return bool(EmailAddress.objects.filter(user_id=person.pk, verified=True).exists())


def check_email_is_free(email: str, *, except_for: Person | None = None) -> None:
    """Raises EmailTaken, with the file that has the address."""
    others = Person.objects.filter(email=email)
    if except_for is not None:
        others = others.exclude(pk=except_for.pk)
    holder = others.prefetch_related("organisations").first()
    if holder is not None:
        raise EmailTaken([describe_lookalike(holder, ("email",))])


def keep_email(person: Person, email: str | None) -> None:
    """Write a new, unproven address on a file that nobody has claimed yet; None takes it away.

    Only the person changes an address that was proved, or a member of staff could read
    somebody's codes. Raises EmailBelongsToPerson, EmailTaken.
    """
    wanted = plain_email(email)
    if wanted == person.email:
        return
    if has_verified_email(person):
        raise EmailBelongsToPerson
    if wanted:
        check_email_is_free(wanted, except_for=person)
    person.email = wanted
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user_id=person.pk).delete()
    if wanted:
        add_unproven_address(person, wanted)


def add_unproven_address(person: Person, email: str) -> None:
    """The address by which the file may be claimed, where it has none yet."""
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)


@transaction.atomic
def verify_email(person: Person, *, by: Person | None, now: dt.datetime) -> None:
    """Take the person's address as proved, where the house itself vouches for it (demo, import)."""
    if person.email is None:
        raise malformed("email", "no e-mail to verify")
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    audit.record("person.email_verified", person, by=by, now=now)
