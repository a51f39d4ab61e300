"""What many races set up and ask: an hour a round, a hold, what was answered, who stands how."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection

from accounts.models import Person
from bookings.models import Booking
from bookings.services.create_booking import hold_booking
from core.period import Period
from spaces.models import Offer, Site
from tests.factories import NOW, ask, make_person, period
from tests.races.crew import Outcome
from tests.telling import DEEP

ROUNDS = 200 if DEEP else 20
KEY = "k" * 64
LAPSES = NOW + dt.timedelta(minutes=15)


@dataclass
class House:
    """A site with one printer, and as many people as somebody asks for."""

    site: Site
    printer: Offer
    people: list[Person] = field(default_factory=list)

    def crowd(self, size: int) -> list[Person]:
        while len(self.people) < size:
            self.people.append(make_person())
        return self.people[:size]


def hour(number: int) -> Period:
    """Another hour in each round, of as many days as it takes."""
    return period(12 + number // 12 % 18, 8 + number % 12, 9 + number % 12)


def said(outcomes: list[Outcome]) -> list[str]:
    return [one.said for one in outcomes]


def counted(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(said(outcomes))


def states(*bookings: Booking) -> list[str]:
    found = dict(Booking.objects.values_list("pk", "state"))
    return [found[one.pk] for one in bookings]


def held(offer: Offer, when: Period, key: str = KEY) -> Booking:
    """A visitor's hold, until LAPSES."""
    return hold_booking(ask(offer, when, person=None, holder_key=key), by=None, now=NOW)


def overlaps() -> int:
    """How many pairs of active claims of one resource overlap: never one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from bookings_claim a join bookings_claim b"
            " on a.resource_id = b.resource_id and a.id < b.id and a.period && b.period"
            " where a.active and b.active"
        )
        count: int = cursor.fetchone()[0]
    return count
