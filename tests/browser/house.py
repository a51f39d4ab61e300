"""A small house around today: a place with desks and rooms, a fablab, and people of three kinds."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Person, Role, RoleAssignment
from accounts.services.emails import verify_email
from core import clock
from core.period import Period
from equipment.models import Category, Requirement
from equipment.services.give_authorisation import give_authorisation
from spaces.models import Hours, Kind, Offer, OpenInterval, Place, Site
from spaces.recurrence import create_hours
from tests.factories import PARIS, make_offer, make_policy

OPENS, CLOSES = 8, 20
DAYS_OPEN = 30
PASSWORD = "une phrase de passe assez longue"


@dataclass(frozen=True)
class House:
    """What the stories speak of; every one of them happens on `day`, some days ahead."""

    day: dt.date
    place: Site
    fablab: Site
    desks: Offer
    room: Offer
    kits: Offer
    hall: Offer
    printers: Offer
    printing: Category
    member: Person
    maker: Person
    beginner: Person
    host: Person
    director: Person

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> dt.datetime:
        """A time of that day (or of one after it) on the clock of Calais, as an instant."""
        day = self.day + dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(hour, minute), PARIS).astimezone(dt.UTC)

    def period(self, start: int, end: int, *, days: int = 0) -> Period:
        return Period(self.at(start, days=days), self.at(end, days=days))


def make_house() -> House:
    """Everything anew, with nothing booked."""
    now = clock.now()
    place = _site("maison", "Maison du numérique", "Digital House", position=1)
    fablab = _site("fablab", "Fablab Marcel-Doret", "Marcel-Doret fablab", position=2)
    director = _person("Diane Lemaire", "diane@example.org", Role.DIRECTOR)
    maker = _person("Rose Delattre", "rose@example.org")
    printing = Category.objects.create(code="fdm", name_fr="Impression 3D", name_en="3D printing")
    printers = _offer(
        fablab, Kind.PRINTER_3D, "Imprimante 3D", "3D printer", 500, 2, choose_by_name=True
    )
    Requirement.objects.create(offer=printers, category=printing, mode=Requirement.Mode.AUTONOMOUS)
    give_authorisation(person=maker, category=printing, by=director, now=now)
    approval = make_policy(needs_approval=True, change_notice_minutes=60)
    room = _offer(place, Kind.ROOM, "Salle Opale", "Opale room", 1500, capacity=8)
    _draw_plan(place, room)
    return House(
        day=now.astimezone(PARIS).date() + dt.timedelta(days=3),
        place=place,
        fablab=fablab,
        desks=_offer(place, Kind.DESK, "Bureau en open space", "Desk in the open space", 300, 4),
        room=room,
        kits=_offer(place, Kind.VR_KIT, "Casque VR", "VR kit", 800, 2),
        hall=_offer(place, Kind.SPACE, "Atelier", "Workshop", 2500, policy=approval),
        printers=printers,
        printing=printing,
        member=_person("Paul Merlin", "paul@example.org", telephone="06 39 98 00 01"),
        maker=maker,
        beginner=_person("Karim Benali", "karim@example.org"),
        host=_person("Hélène Caron", "helene@example.org", Role.HOST, place, fablab),
        director=director,
    )


def _site(slug: str, french: str, english: str, *, position: int) -> Site:
    site = Site.objects.create(
        slug=slug,
        name_fr=french,
        name_en=english,
        address="1 rue Royale",
        postcode="62100",
        city="Calais",
        telephone="03 21 00 00 00",
        directions_fr="Sonnez à la porte bleue.",
        accessibility_fr="Tout est de plain-pied.",
        closes_on_public_holidays=False,
        position=position,
    )
    hours = create_hours(site, kind=Hours.HoursKind.OPENING, name="Ouverture")
    today = clock.now().astimezone(PARIS).date()
    OpenInterval.objects.bulk_create(
        OpenInterval(hours=hours, period=_open_on(today + dt.timedelta(days=number)))
        for number in range(DAYS_OPEN)
    )
    return site


def _draw_plan(site: Site, room: Offer) -> None:
    """The room, and the stairs beside it."""
    shape = {"site": site, "y": 0, "height": 40}
    drawn = Place.objects.create(name_fr="Salle Opale", x=0, width=60, **shape)
    drawn.resources.set(room.resources.all())
    Place.objects.create(name_fr="Escalier", name_en="Stairs", x=60, width=40, **shape)


def _open_on(day: dt.date) -> Any:
    ends = (dt.datetime.combine(day, dt.time(hour), PARIS) for hour in (OPENS, CLOSES))
    return Period(*(end.astimezone(dt.UTC) for end in ends)).as_range()


def _offer(
    site: Site, kind: Kind, french: str, english: str, cents: int, count: int = 1, **fields: Any
) -> Offer:
    return make_offer(
        site,
        kind=kind,
        count=count,
        price_cents=cents,
        name_fr=french,
        name_en=english,
        description_fr=f"{french}, pour de vrai.",
        **fields,
    )


def _person(name: str, email: str, role: str = "", *sites: Site, telephone: str = "") -> Person:
    person = Person.objects.create_user(email, PASSWORD, name=name, telephone=telephone)
    verify_email(person, by=None, now=clock.now())
    for site in sites or ((None,) if role else ()):
        RoleAssignment.objects.create(person=person, role=role, site=site)
    return person
