"""One crew for all races of a process, and a small house that is really committed."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import BaseConstraint

from billing.models import Order
from bookings.models import Booking, Claim
from bookings.models.claim import NO_OVERLAP
from core import clock
from core.period import Period
from spaces.models import Hours, OpenInterval
from tests.factories import make_offer, make_site
from tests.races.clients import Clients
from tests.races.crew import Crew
from tests.races.scenes import House

LARGEST_CREW = 50
DAYS = 30


@pytest.fixture(scope="session")
def crew(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Crew]:
    crew = Crew(LARGEST_CREW)
    yield crew
    crew.dismiss()


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


@pytest.fixture
def open_house(house: House) -> House:
    """Open day and night from now on: the web server lives by the real clock."""
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    hours = Hours.objects.get(site=house.site)
    OpenInterval.objects.all().delete()
    always = Period(midnight, midnight + dt.timedelta(days=DAYS))
    OpenInterval.objects.create(hours=hours, period=always.as_range())
    return house


@pytest.fixture
def clients(open_house: House, crew: Crew) -> Clients:
    return Clients(open_house, crew)
