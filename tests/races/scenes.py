"""What many races set up and ask: an hour a round, a hold, what was answered, who stands how."""

import datetime as dt
from collections import Counter

from bookings.models import Booking
from bookings.services.create_booking import hold_booking
from core.period import Period
from spaces.models import Offer
from tests.factories import NOW, ask, period
from tests.races.crew import Outcome
from tests.telling import DEEP

ROUNDS = 200 if DEEP else 20
KEY = "k" * 64
LAPSES = NOW + dt.timedelta(minutes=15)


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
