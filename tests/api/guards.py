"""Every guard of the code, found by its shape, and how each is made to let everybody through.

A guard takes a Person, or a request that names one, and answers with a bool, a queryset or a set
of ids; or it is called check_… and raises. Each must be judged in tests/api/test_guards.py.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from accounts.models import Organisation, OrganisationMember, Person
from tests.factories import make_person

APPS = (
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "reports",
    "api",
)
PERSON = re.compile(r"\b(Person|BookingRequest)\b")
ANSWERS = re.compile(r"\bbool\b|QuerySet\b|frozenset\[")
Guard = Callable[..., Any]


def name_of(guard: Guard) -> str:
    return f"{guard.__module__}.{guard.__name__}"


def guards() -> Iterator[Guard]:
    """All of them, in the order of the apps."""
    for app in APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in found.name:
                yield from _guards_in(found.name)


def _guards_in(module: str) -> Iterator[Guard]:
    for value in vars(importlib.import_module(module)).values():
        if inspect.isfunction(value) and value.__module__ == module and _is_guard(value):
            yield value


def _is_guard(function: Guard) -> bool:
    if _person_of(function) is None:
        return False
    return _raises(function) or bool(ANSWERS.search(_said(function)))


def _person_of(function: Guard) -> str | None:
    """The parameter that says who asks."""
    for name, one in inspect.signature(function).parameters.items():
        if PERSON.search(_text(one.annotation)):
            return name
    return None


def _raises(function: Guard) -> bool:
    return function.__name__.lstrip("_").startswith("check_")


def _said(function: Guard) -> str:
    return _text(inspect.signature(function).return_annotation)


def _text(annotation: Any) -> str:
    return annotation.__qualname__ if inspect.isclass(annotation) else str(annotation)


def insider() -> Person:
    """Somebody who directs the house and manages every organisation."""
    person = make_person(role="director")
    OrganisationMember.objects.bulk_create(
        OrganisationMember(organisation=one, person=person, is_manager=True)
        for one in Organisation.objects.all()
    )
    return person


def _allow_all(guard: Guard, insider: Person) -> Guard:
    """A predicate that says yes, a silent check, a filter that shows what an insider sees."""
    if _raises(guard):
        return lambda *_, **__: None
    if "bool" in _said(guard):
        return lambda *_, **__: True
    shape, who = inspect.signature(guard), _person_of(guard)

    def as_insider(*given: Any, **more: Any) -> Any:
        bound = shape.bind(*given, **more)
        bound.arguments[str(who)] = insider
        return guard(*bound.args, **bound.kwargs)

    return as_insider


def let_go(patch: pytest.MonkeyPatch, guard: Guard, insider: Person) -> None:
    """Put the allow-all in the guard's place, wherever it was imported to."""
    free = _allow_all(guard, insider)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in APPS:
            for attribute, value in list(vars(module).items()):
                if value is guard:
                    patch.setattr(module, attribute, free)
