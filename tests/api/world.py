"""A house with somebody in every role, and of every kind of thing: one's own, another's, elsewhere.

"own" belongs to the caller (at site A, where the host and the fab manager work), "other" to another
member at site A, "elsewhere" to a third at site B. A visitor owns nothing but a hold.

Everybody's organisation has a colleague who manages nothing; in the club all are such members, and
the other manages it.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Organisation, OrganisationMember, Person
from billing.models import Order
from bookings.models import Block, Booking, CalendarFeed
from bookings.services.blocks import create_block
from bookings.services.create_booking import create_booking, hold_booking
from bookings.services.feeds import create_feed
from core.period import Period
from equipment.models import Authorisation, Category, InitiationRequest
from equipment.services.give_authorisation import give_authorisation
from equipment.services.request_initiation import request_initiation
from notifications.models import Message
from spaces.models import Offer, Resource, Site
from tests.api.callers import Caller
from tests.factories import (
    NOW,
    ask,
    at,
    make_audience,
    make_offer,
    make_organisation,
    make_person,
    make_policy,
    make_resources,
    make_site,
)

ROLES = ("visitor", "member", "host", "fab_manager", "accountant", "director", "admin")
WHOSE = ("own", "other", "elsewhere")
AT_A_SITE = ("host", "fab_manager")
SEATS = 40


@dataclass
class Place:
    """A site with what can be asked of it."""

    site: Site
    offer: Offer
    approved: Offer
    hidden: Offer
    spare: list[Resource]


@dataclass
class Things:
    """One of every kind that belongs to somebody."""

    person: Person
    place: Place
    confirmed: Booking
    held: Booking
    awaiting: Booking
    order: Order
    organisation: Organisation
    authorisation: Authorisation
    initiation: InitiationRequest
    block: Block
    message: Message
    feed: CalendarFeed


@dataclass
class World:
    places: dict[str, Place] = field(default_factory=dict)
    things: dict[str, Things] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    closed_site: Site | None = None
    category: Category | None = None
    spare_category: Category | None = None
    visitors_hold: str = ""
    colleague: Person | None = None
    newcomer: Person | None = None
    club: Organisation | None = None

    def caller(self, role: str) -> Caller:
        return self.callers[role]

    def whose(self, role: str, whose: str) -> Things:
        """The things of the caller, of another, or of somebody elsewhere."""
        if whose != "own":
            return self.things[whose]
        return self.things["member" if role == "visitor" else role]

    def key_for(self, path: str, role: str, whose: str) -> str:
        """The id that `{key}` stands for in this path."""
        things = self.whose(role, whose)
        if path.startswith("/api/v1/bookings/") and role == "visitor" and whose == "own":
            return self.visitors_hold
        if whose == "other" and "/members/" in path:
            assert self.club is not None
            return str(self.club.pk)
        return str(_thing(things, path).pk)

    def member_for(self, role: str, whose: str) -> str:
        """The id that `{person}` stands for: oneself in the club, else the colleague."""
        itself = whose == "other" and role != "visitor"
        person = self.things[role].person if itself else self.colleague
        assert person is not None
        return str(person.pk)


def _thing(things: Things, path: str) -> Any:
    noun, _, verb = path.removeprefix("/api/v1/").partition("/{key}/")
    if noun == "bookings":
        states = {"confirm/": "held", "extend-hold/": "held"}
        states |= {"approve/": "awaiting", "decline/": "awaiting"}
        return getattr(things, states.get(verb, "confirmed"))
    names = {
        "people": "person",
        "organisations": "organisation",
        "authorisations": "authorisation",
        "initiation-requests": "initiation",
        "orders": "order",
        "blocks": "block",
        "messages": "message",
        "feeds": "feed",
    }
    at_the_place = {"offers": things.place.offer, "sites": things.place.site}
    return at_the_place[noun] if noun in at_the_place else getattr(things, names[noun])


def make_world() -> World:
    world = World()
    make_audience()
    world.places = {"A": _place(), "B": _place()}
    world.closed_site = make_site()
    Site.objects.filter(pk=world.closed_site.pk).update(is_active=False)
    world.category = Category.objects.create(code="fdm", name_fr="Imprimantes 3D")
    world.spare_category = Category.objects.create(code="cnc", name_fr="Fraiseuses")
    world.colleague, world.newcomer = make_person("Collègue"), make_person("Nouvelle")
    here, there = world.places["A"], world.places["B"]
    manager = make_person("Sans rôle ici", role="director")
    for role in ROLES[1:]:
        person = _person(role, here.site)
        world.things[role] = _things(world, person, here, manager)
        world.callers[role] = Caller(person)
    world.things["other"] = _things(world, make_person("Autre"), here, manager)
    colleague = make_person("Hôte d'ailleurs", role="host", site=there.site)
    world.things["elsewhere"] = _things(world, colleague, there, manager)
    world.callers["visitor"] = Caller()
    world.visitors_hold = _visitors_hold(world)
    world.club = _club(world)
    return world


def _club(world: World) -> Organisation:
    club = make_organisation(world.things["other"].person)
    for role in ROLES[1:]:
        _join(club, world.things[role].person)
    _join(club, world.colleague)
    return club


def _join(organisation: Organisation, person: Person | None) -> Organisation:
    assert person is not None
    OrganisationMember.objects.create(organisation=organisation, person=person)
    return organisation


def _person(role: str, site: Site) -> Person:
    if role == "member":
        return make_person("Claire")
    return make_person(role.title(), role=role, site=site if role in AT_A_SITE else None)


def _place() -> Place:
    site = make_site()
    return Place(
        site=site,
        offer=make_offer(site, count=SEATS),
        approved=make_offer(site, count=SEATS, policy=make_policy(needs_approval=True)),
        hidden=make_offer(site, is_public=False),
        spare=make_resources(site, 3),
    )


def _things(world: World, person: Person, place: Place, manager: Person) -> Things:
    assert world.category is not None
    when = Period(at(12, 9), at(12, 11))
    organisation = _join(make_organisation(person), world.colleague)
    for_it = ask(place.offer, when, person=person, organisation=organisation)
    confirmed = create_booking(for_it, by=person, now=NOW)
    (resource,) = make_resources(place.site, 1)
    return Things(
        person=person,
        place=place,
        confirmed=confirmed,
        message=_undelivered(confirmed),
        held=hold_booking(ask(place.offer, when, person=person), by=person, now=NOW),
        awaiting=create_booking(ask(place.approved, when, person=person), by=person, now=NOW),
        order=Order.objects.get(booking=confirmed),
        organisation=organisation,
        authorisation=give_authorisation(
            person=person, category=world.category, by=manager, now=NOW - dt.timedelta(days=1)
        ),
        initiation=request_initiation(
            person=person,
            category=world.category,
            site=place.site,
            possible_times="lundi",
            by=person,
            now=NOW,
        ),
        block=create_block(
            site_id=place.site.pk,
            resource_ids=[resource.pk],
            period=when,
            kind="maintenance",
            note="",
            by=manager,
            now=NOW,
        ),
        feed=create_feed(person, now=NOW)[0],
    )


def _undelivered(booking: Booking) -> Message:
    """What was to be said of a booking, and did not arrive."""
    message = Message.objects.get(about_id=booking.pk)
    message.state, message.last_failure = "given_up", "smtp_550"
    message.save()
    return message


def _visitors_hold(world: World) -> str:
    body = {**span(14), "items": items(world.places["A"].offer), "hold": True}
    made = world.callers["visitor"].post("bookings/", body)
    assert made.status_code == 201, made.content
    return str(made.json()["id"])


def span(hour: int) -> dict[str, str]:
    """Two hours on Tuesday, as a body says them."""
    return {
        "starts_at": f"2027-01-12T{hour}:00:00+01:00",
        "ends_at": f"2027-01-12T{hour + 2}:00:00+01:00",
    }


def items(offer: Offer) -> list[dict[str, str]]:
    return [{"offer": str(offer.pk)}]
