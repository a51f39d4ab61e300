"""One crew for all races of a process, and a small house that is really committed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import BaseConstraint

from accounts.models import Person
from billing.models import Order
from bookings.models import Booking, Claim
from bookings.models.claim import NO_OVERLAP
from spaces.models import Offer, Site
from tests.factories import make_offer, make_person, make_site
from tests.races.crew import Crew

LARGEST_CREW = 50


@pytest.fixture(scope="session")
def crew(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Crew]:
    crew = Crew(LARGEST_CREW)
    yield crew
    crew.dismiss()


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


@pytest.fixture
def house(transactional_db: None) -> House:
    site = make_site()
    return House(site, make_offer(site, kind="printer_3d"))


@pytest.fixture
def no_overlap_constraint(house: House) -> Iterator[None]:
    """Without the net below the locks; what overlaps then is deleted at the end."""
    constraint = _named(Claim, NO_OVERLAP)
    assert isinstance(constraint, ExclusionConstraint)
    yield from _without(Claim, constraint)


@pytest.fixture
def no_single_hold_constraint(house: House) -> Iterator[None]:
    yield from _without(Booking, _named(Booking, "one_hold_a_visitor"))


def _named(model: type[Booking | Claim], name: str) -> BaseConstraint:
    return next(one for one in model._meta.constraints if one.name == name)


def _without(model: type[Booking | Claim], constraint: BaseConstraint) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    yield
    Order.objects.all().delete()
    Booking.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(model, constraint)


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
