"""Change a file: what the person, or somebody of the staff for them, may write in it."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.errors import malformed, not_allowed
from accounts.models import Answer, Audience, Person
from accounts.permissions import can_change_email, can_change_person, can_create_people
from accounts.questions import QUESTIONS
from accounts.services.emails import keep_email
from accounts.validation import (
    LONGEST_ANSWER,
    checked_birth_year,
    checked_email,
    checked_language,
    checked_name,
    checked_telephone,
    checked_text,
)
from core import audit, locks

LONGEST_ADDRESS = 1000


class PersonChanges(TypedDict, total=False):
    """Every field that may be changed here; roles and passwords have doors of their own."""

    name: str
    telephone: str
    address: str
    language: str
    email: str | None
    audience: Audience | None
    birth_year: int | None
    birth_year_answer: str
    commune: str
    commune_answer: str
    programme: str
    programme_answer: str


@transaction.atomic
def update_person(
    person: Person, *, by: Person, now: dt.datetime, **changes: Unpack[PersonChanges]
) -> Person:
    """Write the given fields and return the fresh file.

    An answer to an optional question carries its state: a value means "given", `declined` takes the
    value away. Raises NotAllowed, Malformed, EmailTaken, EmailBelongsToPerson.
    """
    return _update(person, dict(changes), by=by, now=now)


@transaction.atomic
def answer_questions(
    person: Person,
    *,
    by: Person,
    now: dt.datetime,
    today: dt.date,
    **answers: Unpack[PersonChanges],
) -> Person:
    """Keep the answers to the optional questions and the day they were asked."""
    return _update(person, dict(answers), by=by, now=now, asked_on=today)


def _update(
    person: Person,
    changes: dict[str, Any],
    *,
    by: Person,
    now: dt.datetime,
    asked_on: dt.date | None = None,
) -> Person:
    (fresh,) = locks.lock(Person.objects.filter(pk=person.pk))
    if not can_change_person(by, fresh):
        raise not_allowed()
    if "audience" in changes and not can_create_people(by):
        raise not_allowed()  # prices follow it: nobody chooses their own
    values = _checked(changes, now.date())
    if asked_on is not None:
        values["questions_asked_on"] = asked_on
    if "email" in values:
        if not can_change_email(by, fresh):
            raise not_allowed()
        keep_email(fresh, values.pop("email"))
    _write(fresh, values)
    audit.record("person.changed", fresh, by=by, now=now, changes={"fields": sorted(changes)})
    return fresh


def _write(person: Person, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))


def _checked(changes: dict[str, Any], today: dt.date) -> dict[str, Any]:
    checks: dict[str, Callable[[Any], Any]] = {
        "name": checked_name,
        "telephone": checked_telephone,
        "language": checked_language,
        "email": checked_email,
        "address": lambda text: checked_text("address", text, longest=LONGEST_ADDRESS),
        "birth_year": lambda year: checked_birth_year(year, today=today),
        "commune": lambda text: checked_text("commune", text, longest=LONGEST_ANSWER),
        "programme": lambda text: checked_text("programme", text, longest=LONGEST_ANSWER),
    }
    values = {
        name: checks[name](value) if name in checks else value for name, value in changes.items()
    }
    for question in QUESTIONS:
        values |= _answer(question, values)
    return values


def _answer(question: str, values: dict[str, Any]) -> dict[str, Any]:
    """The value and the state of one optional question, agreeing with each other."""
    state = values.get(f"{question}_answer")
    if state is not None and state not in Answer.values:
        raise malformed(f"{question}_answer", f"one of {', '.join(Answer.values)}")
    if question not in values and state in (None, Answer.GIVEN):
        return {}
    nothing = None if question == "birth_year" else ""
    value = values.get(question)
    if state in (Answer.DECLINED, Answer.NOT_ASKED):
        return {question: nothing, f"{question}_answer": state}
    given = Answer.GIVEN if value else Answer.NOT_ASKED
    return {question: value or nothing, f"{question}_answer": given}
