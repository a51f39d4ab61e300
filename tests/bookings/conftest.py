"""Who and what the tests of opening hours and of the rules' admin begin with."""

import datetime as dt

import pytest

from accounts.models import Person, Role, RoleAssignment
from bookings.models import Booking, BookingItem
from bookings.states import State
from core import clock
from spaces.expansion import expand_from
from spaces.recurrence import add_weekly
from tests import factories
from tests.bookings.march import NOW, TODAY, make_offer
from tests.bookings.rules_scene import Scene, make_scene
from tests.spaces.builders import make_hours, make_site


@pytest.fixture
def director():
    person = Person.objects.create(name="Directrice")
    RoleAssignment.objects.create(person=person, role=Role.DIRECTOR)
    return person


@pytest.fixture
def resident():
    return Person.objects.create(name="Habitant")


@pytest.fixture
def hours():
    """Open from Monday to Saturday, 9 to 18 h."""
    hours = make_hours(make_site())
    for weekday in range(6):
        add_weekly(hours, weekday=weekday, opens=dt.time(9), closes=dt.time(18), valid_from=TODAY)
    expand_from(hours, TODAY)
    return hours


@pytest.fixture
def book(hours, resident):
    """A booking at wall times of March 2027, written as it stands after a service made it."""

    def make(start: str, end: str, *, state=State.CONFIRMED, span="open_throughout", offer=None):
        zone = hours.site.zone
        starts_at, ends_at = (
            dt.datetime.fromisoformat(f"2027-03-{text}").replace(tzinfo=zone)
            for text in (start, end)
        )
        booking = Booking.objects.create(
            site=hours.site,
            person=resident,
            starts_at=starts_at,
            ends_at=ends_at,
            state=state,
            channel="online",
            price_cents=0,
            created_at=NOW,
            changed_at=NOW,
        )
        BookingItem.objects.create(booking=booking, offer=offer or make_offer(hours, span))
        return booking

    return make


@pytest.fixture
def monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment at which houses of the factories are used."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)


@pytest.fixture
def scene() -> Scene:
    return make_scene()
