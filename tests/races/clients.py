"""Programs that ask the web server for one thing at the same instant."""

import datetime as dt
import time
from collections import Counter
from typing import Any

from django.db import connection

from accounts.services.tokens import create_token
from core import clock
from spaces.models import Offer
from tests.factories import make_offer
from tests.races.crew import Act, Crew
from tests.races.scenes import House, counted
from tests.races.web import WebServer

PATH = "/api/v1/bookings/"
Round = tuple[Counter[str], float]


class Clients:
    """Fifty programs, each with the token of a person of its own."""

    def __init__(self, house: House, crew: Crew) -> None:
        now = clock.now()
        people = house.crowd(50)
        self.crew = crew
        self.tokens = [create_token(one, name="race", scope="write", now=now)[1] for one in people]

    def ask(self, web: WebServer, *bodies: dict[str, Any], size: int = 50) -> Round:
        """All at once, for the bodies in turn: what each is answered, how long the last waits."""
        acts = [
            Act("post", (web.port, token, PATH, bodies[n % len(bodies)]))
            for n, token in enumerate(self.tokens[:size])
        ]
        start = time.monotonic()
        outcomes = self.crew.act(acts)
        return counted(outcomes), time.monotonic() - start


def body(offers: list[Offer], number: int) -> dict[str, Any]:
    """An hour of the days to come, another in each round."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=24 + number)
    return {
        "starts_at": hour.isoformat(),
        "ends_at": (hour + dt.timedelta(hours=1)).isoformat(),
        "items": [{"offer": str(one.pk)} for one in offers],
    }


def pair_of(house: House) -> list[Offer]:
    """Two offers of one place each, to be asked for in either order."""
    return [house.printer, make_offer(house.site, kind="vr_kit")]


def deadlocks() -> int:
    """How many this database has seen."""
    with connection.cursor() as cursor:
        cursor.execute("select deadlocks from pg_stat_database where datname = current_database()")
        count: int = cursor.fetchone()[0]
    return count
