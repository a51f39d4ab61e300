"""One step of the matrix: an operation of the OpenAPI file, asked by a role about a thing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from tests.api.world import Things, World, items, span

FILE = Path(__file__).parents[2] / "api" / "schema.yml"
Body = Callable[[World, str, str], dict[str, Any]]


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str


def operations() -> Iterator[Operation]:
    """Every operation of the committed OpenAPI file."""
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            yield Operation(described["operationId"], method.upper(), path)


def observe(world: World, operation: Operation, role: str, whose: str) -> str:
    """What the caller gets: a status, and for what was read whether the thing or a name is in it.

    Nothing stays written: each step is rolled back.
    """
    path = operation.path
    if "{key}" in path:
        path = _with_key(world, operation, role, whose)
    body = BODIES.get(operation.name, _nothing)(world, role, whose)
    with transaction.atomic():
        answer = world.caller(role).send(
            operation.method, path.removeprefix("/api/v1/"), body, operation.method == "GET"
        )
        transaction.set_rollback(True)
    seen = SEEN.get(operation.name)
    if answer.status_code != 200 or seen is None:
        return str(answer.status_code)
    return seen(answer, world.whose(role, whose), world)


def _with_key(world: World, operation: Operation, role: str, whose: str) -> str:
    if operation.name == "getOffer" and whose != "own":
        key = str(world.whose(role, whose).place.hidden.pk)
    elif operation.name == "getSite" and whose != "own":
        assert world.closed_site is not None
        key = str(world.closed_site.pk)
    else:
        key = world.key_for(operation.path, role, whose)
    return operation.path.replace("{key}", key).replace("{person}", world.member_for(role, whose))


def _nothing(world: World, role: str, whose: str) -> dict[str, Any]:
    return {}


def _ask(world: World, role: str, whose: str) -> dict[str, Any]:
    """For oneself, or at that person's site in that person's name."""
    things = world.whose(role, whose)
    body = {**span(15), "items": items(things.place.offer)}
    return body if whose == "own" else {**body, "for_person": str(things.person.pk)}


def _block(world: World, role: str, whose: str) -> dict[str, Any]:
    """At one's own site; there with a thing from elsewhere; at the other site."""
    here = world.whose(role, whose).place
    there = world.places["B"] if whose == "other" else here
    resources = [str(there.spare[0].pk)]
    return {**span(15), "site": str(here.site.pk), "kind": "maintenance", "resources": resources}


def _site_span(world: World, role: str, whose: str) -> dict[str, Any]:
    site = world.whose(role, whose).place.site
    return {"site": str(site.pk), "from": "2027-01-12", "to": "2027-01-13"}


def _authorisation(world: World, role: str, whose: str) -> dict[str, Any]:
    assert world.spare_category is not None
    person = world.whose(role, whose).person
    return {"person": str(person.pk), "category": str(world.spare_category.pk)}


def _initiation(world: World, role: str, whose: str) -> dict[str, Any]:
    assert world.spare_category is not None
    things = world.whose(role, whose)
    body = {
        "category": str(world.spare_category.pk),
        "site": str(things.place.site.pk),
        "possible_times": "mardi",
    }
    return body if whose == "own" else {**body, "for_person": str(things.person.pk)}


def _file(world: World, role: str, whose: str) -> dict[str, Any]:
    """A telephone; for the colleague elsewhere the e-mail too, which opens the account."""
    more = {"email": "new@example.org"} if whose == "elsewhere" else {}
    return {"telephone": "0321000001", **more}


def _organisation(world: World, role: str, whose: str) -> dict[str, Any]:
    return {"name": "Nouvelle", "kind": "company"}


def _newcomer(world: World, role: str, whose: str) -> dict[str, Any]:
    assert world.newcomer is not None
    return {"person": str(world.newcomer.pk)}


def _feed(world: World, role: str, whose: str) -> dict[str, Any]:
    """Of one's own bookings; with names, of the site where one works, or of the other."""
    if whose == "own":
        return {"kind": "mine"}
    site = world.places["A" if whose == "other" else "B"].site
    return {"kind": "site", "site": str(site.pk), "with_names": True}


BODIES: dict[str, Body] = {
    "createBooking": _ask,
    "createQuote": _ask,
    "moveBooking": lambda world, role, whose: span(16),
    "quoteMove": lambda world, role, whose: span(16),
    "cancelBooking": lambda world, role, whose: {"reason": "empêché"},
    "declineBooking": lambda world, role, whose: {"reason": "complet"},
    "createBlock": _block,
    "moveBlock": lambda world, role, whose: span(16),
    "createFeed": _feed,
    "createPerson": lambda world, role, whose: {"name": "Jean Nouveau"},
    "updatePerson": _file,
    "updateMe": lambda world, role, whose: {"telephone": "0321000002"},
    "createOrganisation": _organisation,
    "addMember": _newcomer,
    "changeMember": lambda world, role, whose: {"is_manager": True},
    "giveAuthorisation": _authorisation,
    "askInitiation": _initiation,
    "closeInitiationRequest": lambda world, role, whose: {"outcome": "done"},
    "settleOrder": lambda world, role, whose: {"note": "espèces"},
    "createToken": lambda world, role, whose: {"email": "nobody@example.org", "password": "x"},
    "getAvailability": _site_span,
    "getOccupancy": _site_span,
    "listOccupancyBookings": _site_span,
    "getPlanning": _site_span,
    "listBookings": lambda world, role, whose: {"page_size": 200},
    "listMessages": lambda world, role, whose: {"page_size": 200},
}

Seen = Callable[[Any, Things, World], str]


def _listed(pick: Callable[[Things], Any]) -> Seen:
    """yes when the thing is in the list, no when it is not."""

    def seen(answer: Any, things: Things, world: World) -> str:
        ids = {row["id"] for row in answer.json()["results"]}
        return "yes" if str(pick(things).pk) in ids else "no"

    return seen


def _named(answer: Any, things: Things, world: World) -> str:
    """Whether the planning says by whom the place is taken."""
    taken = [one for row in answer.json()["resources"] for one in row["taken"]]
    named = any(one.get("who") == things.person.name for one in taken)
    return "named" if named else "taken" if taken else "empty"


def _with_members(answer: Any, things: Things, world: World) -> str:
    return _members(answer.json()["members"], world)


def _page_of_members(answer: Any, things: Things, world: World) -> str:
    return _members(answer.json()["results"], world)


def _members(rows: list[dict[str, Any]], world: World) -> str:
    """Whether the colleague is told among them."""
    assert world.colleague is not None
    told = {row["person"]["id"] for row in rows}
    return "members" if str(world.colleague.pk) in told else "200"


SEEN: dict[str, Seen] = {
    "listBookings": _listed(lambda things: things.confirmed),
    "listBlocks": _listed(lambda things: things.block),
    "listPeople": _listed(lambda things: things.person),
    "listOrganisations": _listed(lambda things: things.organisation),
    "listAuthorisations": _listed(lambda things: things.authorisation),
    "listInitiationRequests": _listed(lambda things: things.initiation),
    "listFeeds": _listed(lambda things: things.feed),
    "listOrders": _listed(lambda things: things.order),
    "listMessages": _listed(lambda things: things.message),
    "listOffers": _listed(lambda things: things.place.hidden),
    "listSites": lambda answer, things, world: _listed_site(answer, world),
    "getPlanning": _named,
    "getOrganisation": _with_members,
    "listMembers": _page_of_members,
}


def _listed_site(answer: Any, world: World) -> str:
    """Whether a site that is not open to the public is listed."""
    ids = {row["id"] for row in answer.json()["results"]}
    assert world.closed_site is not None
    return "yes" if str(world.closed_site.pk) in ids else "no"
