"""A house with somebody who comes, somebody who works here, and the feeds that they may make."""

from dataclasses import dataclass

import pytest

from accounts.models import Person
from bookings.models import Booking
from spaces.models import Kind, Offer, Site
from tests.factories import make_booking, make_offer, make_person, make_site, period

EVIL = "Zoé\r\nATTENDEE:mailto:evil@example.org"


@dataclass(frozen=True)
class Scene:
    """Zoé has booked two tablets for Tuesday the 19th at two; Paul only looks."""

    site: Site
    tablets: Offer
    zoe: Person
    paul: Person
    host: Person
    booking: Booking


@pytest.fixture
def scene(db: None) -> Scene:
    site = make_site(slug="maison")
    tablets = make_offer(
        site, kind=Kind.TABLET, count=3, name_fr="Tablette", name_en="Tablet", price_cents=0
    )
    zoe = make_person(EVIL, email="zoe@example.org", telephone="06 39 98 00 07")
    booking = make_booking(
        tablets, period(19, 14, 16), person=zoe, quantity=2, purpose="Rendez-vous privé"
    )
    host = make_person("Hélène", role="host", site=site)
    return Scene(site, tablets, zoe, make_person("Paul"), host, booking)
