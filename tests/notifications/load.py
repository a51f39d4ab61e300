"""Books and books, in a process of its own, and says the number of each booking acknowledged.

`python -m tests.notifications.load PAUSE`: it furnishes a house with open doors, then books one
hour after the other until its standard input ends. What fails is tried again later, as people do.
"""

import datetime as dt
import itertools
import select
import sys
import time

import django

django.setup()

from django.db import close_old_connections  # noqa: E402  # the house must be set up before

from accounts.models import Person  # noqa: E402
from core import clock  # noqa: E402
from core.period import Period  # noqa: E402
from spaces.models import Hours, Offer, OpenInterval  # noqa: E402
from tests.factories import make_booking, make_offer, make_person, make_site  # noqa: E402

PLACES = 40
DAYS = 25
HOUR = dt.timedelta(hours=1)


def main() -> None:
    pause = float(sys.argv[1])
    offer, people = _furnish()
    print("ready", flush=True)
    for number in itertools.count():
        _book(offer, people[number % len(people)], number)
        if _is_over(pause):
            return


def _furnish() -> tuple[Offer, list[Person]]:
    site = make_site()
    midnight = _midnight()
    always = Period(midnight, midnight + (DAYS + 2) * 24 * HOUR)
    OpenInterval.objects.all().delete()
    OpenInterval.objects.create(hours=Hours.objects.get(site=site), period=always.as_range())
    offer = make_offer(site, count=PLACES, price_cents=0)
    return offer, [make_person(language="en" if n % 3 == 0 else "fr") for n in range(20)]


def _midnight() -> dt.datetime:
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0)


def _book(offer: Offer, person: Person, number: int) -> None:
    start = _midnight() + 24 * HOUR + number // PLACES * HOUR
    when = Period(start, start + HOUR)
    while True:
        close_old_connections()
        try:
            booking = make_booking(offer, when, person=person, now=clock.now())
        except Exception as failure:
            print(f"failed {type(failure).__name__}", flush=True)
            if _is_over(0.2):
                return
        else:
            print(f"booked {booking.pk}", flush=True)
            return


def _is_over(seconds: float) -> bool:
    """Wait so long; True once nobody is at the other end."""
    end = time.monotonic() + seconds
    ready, _, _ = select.select([sys.stdin], [], [], max(0.0, end - time.monotonic()))
    return bool(ready) and not sys.stdin.readline()


main()
