"""A clock that stands still, an empty cache, and a small house to ask about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache

from accounts.models import Person
from core import clock
from spaces.models import Offer, Site
from tests.api.callers import Caller
from tests.api.world import World, make_world
from tests.factories import NOW, make_offer, make_person, make_site


@pytest.fixture(autouse=True)
def monday_morning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is NOW, and nobody has asked for anything yet."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()
    yield
    cache.clear()


@dataclass
class House:
    """One site with three desks at 5 € an hour, a member and a host."""

    site: Site
    offer: Offer
    member: Person
    host: Person

    def body(self, starts: str = "10:00", ends: str = "12:00", **more: Any) -> dict[str, Any]:
        """A booking of a desk on Tuesday."""
        return {
            "starts_at": f"2027-01-12T{starts}:00+01:00",
            "ends_at": f"2027-01-12T{ends}:00+01:00",
            "items": [{"offer": str(self.offer.pk)}],
            **more,
        }


@pytest.fixture
def house(db: None) -> House:
    site = make_site()
    return House(
        site=site,
        offer=make_offer(site, count=3),
        member=make_person("Claire"),
        host=make_person("Hugo", role="host", site=site),
    )


@pytest.fixture
def member(house: House) -> Caller:
    return Caller(house.member)


@pytest.fixture
def host(house: House) -> Caller:
    return Caller(house.host)


@pytest.fixture
def visitor(db: None) -> Caller:
    return Caller()


@pytest.fixture
def stranger(db: None) -> Caller:
    """A member who has nothing to do with anything."""
    return Caller(make_person("Etienne"))


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """A house with somebody in every role; nobody is throttled."""
    settings.API_RATES = {name: (1_000_000, 60) for name in settings.API_RATES}
    return make_world()
