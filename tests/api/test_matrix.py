"""Every operation of the OpenAPI file × every role × own, other's and other site's things.

What is expected stands in matrix.txt, one line an operation, one column a role, each cell the
three answers own/other/elsewhere. The mutation test lets everybody through, one permission or
queryset filter at a time, and wants the matrix to see it.
"""

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Person
from api.access import DenyUnlessListed
from tests.api.walk import Operation, observe, operations
from tests.api.world import ROLES, WHOSE, World, make_world

TABLE = Path(__file__).parent / "matrix.txt"
APPS = ("accounts", "spaces", "equipment", "bookings", "billing", "api")
MODULES = (
    "accounts.permissions",
    "accounts.selectors",
    "spaces.permissions",
    "spaces.selectors",
    "equipment.permissions",
    "equipment.selectors",
    "bookings.permissions",
    "bookings.selectors.bookings",
    "billing.permissions",
    "billing.selectors",
)
# For each guard, an operation in which letting everybody through must be seen.
SEEN_IN = {
    "has_role": "createBlock",
    "has_house_role": "updatePerson",
    "is_staff": "getPerson",
    "people_visible_to": "getPerson",
    "organisations_visible_to": "getOrganisation",
    "members_visible_to": "listMembers",
    "can_manage_organisation": "removeMember",
    "can_create_people": "createPerson",
    "can_change_person": "updatePerson",
    "can_change_email": "updatePerson",
    "visible_offers": "getOffer",
    "offers_visible_to": "getOffer",
    "visible_sites": "listSites",
    "sites_visible_to": "listSites",
    "can_give_authorisation": "giveAuthorisation",
    "authorisations_visible_to": "listAuthorisations",
    "can_request_initiation": "askInitiation",
    "can_handle_request": "closeInitiationRequest",
    "requests_visible_to": "listInitiationRequests",
    "bookings_visible_to": "getBooking",
    "blocks_visible_to": "listBlocks",
    "can_see_booking": "cancelBooking",
    "can_change_booking": "cancelBooking",
    "can_confirm_hold": "confirmBooking",
    "can_decide_booking": "approveBooking",
    "can_book_for_others": "createBooking",
    "can_block": "createBlock",
    "can_see_who": "getPlanning",
    "can_settle_order": "settleOrder",
    "orders_visible_to": "getOrder",
}
# No operation of API v1 asks these; their own apps test them.
ELSEWHERE = {
    "can_change_opening": "admin pages of hours",
    "can_give_roles": "admin pages and the server's own commands",
    "can_set_up": "admin pages",
    "can_see_authorisation": "twin of authorisations_visible_to",
    "can_see_offer": "twin of visible_offers",
    "can_see_order": "twin of orders_visible_to",
    "can_see_member": "twin of members_visible_to",
    "can_see_organisation": "twin of organisations_visible_to",
    "can_see_person": "twin of people_visible_to",
    "can_see_request": "twin of requests_visible_to",
    "can_see_site": "twin of visible_sites",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any) -> World:
    settings.API_RATES = {name: (1_000_000, 60) for name in settings.API_RATES}
    return make_world()


def _expected() -> dict[str, dict[str, list[str]]]:
    lines = [line.split() for line in TABLE.read_text().splitlines() if line[:1].isalpha()]
    header, *rows = lines
    assert tuple(header[1:]) == ROLES
    return {
        row[0]: {role: cell.split("/") for role, cell in zip(ROLES, row[1:], strict=True)}
        for row in rows
    }


def _steps() -> Iterator[tuple[Operation, str, int, str]]:
    for operation in operations():
        for role in ROLES:
            for place, whose in enumerate(WHOSE):
                yield operation, role, place, whose


def _differences(world: World, only: str = "") -> Iterator[str]:
    """Every step whose answer is not the expected one."""
    expected = _expected()
    for operation, role, place, whose in _steps():
        if only and operation.name != only:
            continue
        got, wanted = observe(world, operation, role, whose), expected[operation.name][role][place]
        if got != wanted:
            yield f"{operation.name} {role} {whose}: {got}, expected {wanted}"


def test_every_operation_has_its_expectations() -> None:
    names = [operation.name for operation in operations()]
    assert sorted(names) == sorted(_expected())
    for name, row in _expected().items():
        assert all(len(cells) == len(WHOSE) for cells in row.values()), name


def test_every_role_gets_what_is_expected_of_every_operation(world: World) -> None:
    found = list(_differences(world))
    assert not found, "\n".join(found)


def _guards() -> Iterator[Callable[..., Any]]:
    for module in MODULES:
        for name, value in vars(importlib.import_module(module)).items():
            if not inspect.isfunction(value) or value.__module__ != module:
                continue
            if name.startswith(("can_", "has_", "is_", "visible_")) or name.endswith("_visible_to"):
                yield value


def _allow_all(guard: Callable[..., Any], insider: Person) -> Callable[..., Any]:
    """A predicate that says yes; a filter that shows everybody what a director sees."""
    if "visible" not in guard.__name__:
        return lambda *_, **__: True
    return lambda _viewer, *args, **kwargs: guard(insider, *args, **kwargs)


def _let_go(patch: pytest.MonkeyPatch, guard: Callable[..., Any], insider: Person) -> None:
    """Put the allow-all in the guard's place, wherever it was imported to."""
    free = _allow_all(guard, insider)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in APPS:
            for attribute, value in list(vars(module).items()):
                if value is guard:
                    patch.setattr(module, attribute, free)


def test_every_guard_is_listed() -> None:
    assert {guard.__name__ for guard in _guards()} == SEEN_IN.keys() | ELSEWHERE.keys()


def test_each_guard_let_go_turns_the_matrix_red(world: World) -> None:
    insider = Person.objects.get(pk=world.things["director"].person.pk)
    unseen = []
    for guard in _guards():
        if guard.__name__ in ELSEWHERE:
            continue
        with pytest.MonkeyPatch.context() as patch:
            _let_go(patch, guard, insider)
            difference = next(_differences(world, SEEN_IN[guard.__name__]), None)
        print(f"{guard.__module__}.{guard.__name__}: {difference}")
        if difference is None:
            unseen.append(f"{guard.__module__}.{guard.__name__}")
    assert not unseen


def test_the_guards_of_other_doors_change_nothing_here(world: World) -> None:
    """The control of the list above: with all of them let go, the whole matrix stays green."""
    insider = Person.objects.get(pk=world.things["director"].person.pk)
    with pytest.MonkeyPatch.context() as patch:
        for guard in _guards():
            if guard.__name__ in ELSEWHERE:
                _let_go(patch, guard, insider)
        assert not list(_differences(world))


def test_denial_by_default_let_go_turns_the_matrix_red(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DenyUnlessListed, "has_permission", lambda *_: True)
    assert next(_differences(world), None) is not None
