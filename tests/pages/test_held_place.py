"""What signing up says of the place that a visitor chose: until when it is kept, and then."""

import datetime as dt

import pytest
from django.test import Client

from bookings.models import Booking
from core import clock
from spaces.models import Offer
from tests.factories import NOW, make_offer, make_site, period

pytestmark = pytest.mark.django_db

PAGES = ("/compte/inscription/", "/compte/connexion/", "/compte/connexion/code/")
KEPT = "Gardé pour vous jusqu’à"


@pytest.fixture
def desk() -> Offer:
    site = make_site()
    site.time_zone = "Indian/Reunion"  # neither the server's zone nor the house's
    site.save()
    return make_offer(site, name_fr="Bureau calme", name_en="Quiet desk")


def hold(client: Client, offer: Offer, monkeypatch: pytest.MonkeyPatch) -> Booking:
    """A place chosen by this browser at NOW, kept for a quarter of an hour."""
    _set_clock(monkeypatch, 0)
    when = period(12, 9, 11)
    body = {
        "starts_at": when.starts_at.isoformat(),
        "ends_at": when.ends_at.isoformat(),
        "items": [{"offer": str(offer.pk)}],
        "hold": True,
    }
    response = client.post("/api/v1/bookings/", body, content_type="application/json")
    assert response.status_code == 201, response.content
    return Booking.objects.get()


def _set_clock(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(minutes=minutes))


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("path", PAGES)
def test_the_place_is_named_with_its_end_on_the_clock_of_its_site(
    path: str, client: Client, desk: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking = hold(client, desk, monkeypatch)
    assert booking.held_until == NOW + dt.timedelta(minutes=15)
    page = _text(client, path)
    assert f"{KEPT} 11 h 15" in page
    assert "Bureau calme" in page
    assert "mardi 12 janvier, 12 h – 14 h" in page
    assert "la place redevient libre" in page


def test_in_english(client: Client, desk: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(client, desk, monkeypatch)
    client.cookies["django_language"] = "en"
    page = _text(client, PAGES[0])
    assert "Kept for you until 11:15" in page
    assert "Quiet desk" in page
    assert "Tuesday 12 January, 12:00 – 14:00" in page


def test_what_has_lapsed_or_is_anothers_is_not_named(
    client: Client, desk: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(client, desk, monkeypatch)
    assert KEPT not in _text(Client(), PAGES[0])
    _set_clock(monkeypatch, 14)
    assert KEPT in _text(client, PAGES[0])
    _set_clock(monkeypatch, 15)
    assert KEPT not in _text(client, PAGES[0])
    _set_clock(monkeypatch, 14)
    Booking.objects.update(state="cancelled", held_until=None)
    assert KEPT not in _text(client, PAGES[0])


def test_a_visitor_who_chose_nothing_reads_of_nothing_kept(client: Client) -> None:
    page = _text(client, PAGES[0])
    assert KEPT not in page
    assert "gardé" not in page.lower()
