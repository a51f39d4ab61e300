"""Open a file for somebody at the counter, with a name alone if need be."""

import datetime as dt

from django.db import transaction

from accounts import similar
from accounts.errors import LooksLike, not_allowed
from accounts.models import Answer, Organisation, Person
from accounts.permissions import can_create_people
from accounts.selectors import describe_lookalike, find_lookalikes
from accounts.services.emails import add_unproven_address, check_email_is_free
from accounts.services.members import add_member
from accounts.validation import (
    checked_birth_year,
    checked_email,
    checked_language,
    checked_name,
    checked_telephone,
)
from core import audit


@transaction.atomic
def create_person(
    *,
    name: str,
    by: Person,
    now: dt.datetime,
    telephone: str = "",
    email: str | None = None,
    birth_year: int | None = None,
    organisation: Organisation | None = None,
    language: str = "fr",
    force: bool = False,
) -> Person:
    """A person without a password, whose file opens to whoever proves the e-mail address.

    Unless `force`, refuses with LooksLike when somebody known may be the same (409 looks_like).
    An e-mail address that is in another file is refused always: EmailTaken. Raises NotAllowed,
    Malformed.
    """
    if not can_create_people(by):
        raise not_allowed()
    wanted = checked_email(email)
    person = Person(
        name=checked_name(name),
        telephone=checked_telephone(telephone),
        birth_year=checked_birth_year(birth_year, today=now.date()),
        birth_year_answer=Answer.NOT_ASKED if birth_year is None else Answer.GIVEN,
        language=checked_language(language),
        created_by=by,
    )
    if wanted:
        check_email_is_free(wanted)
    if not force:
        _check_nobody_alike(person, organisation)
    _write(person, wanted)
    audit.record("person.created", person, by=by, now=now, changes={"forced": force})
    if organisation is not None:
        add_member(organisation, person, by=by, now=now)
    return person


def _write(person: Person, email: str | None) -> None:
    person.email = email
    person.set_unusable_password()
    person.save(force_insert=True)
    if email:
        add_unproven_address(person, email)


def _check_nobody_alike(person: Person, organisation: Organisation | None) -> None:
    traits = similar.Traits(
        name=person.name,
        telephone=person.telephone,
        birth_year=person.birth_year,
        organisations=frozenset([organisation.pk] if organisation else []),
    )
    alike = find_lookalikes(traits)
    if alike:
        raise LooksLike([describe_lookalike(known, why) for known, why in alike])
