"""What was said about a booking, whom to call instead, and the letters of the demo house."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from accounts.models import Person
from bookings.models import Booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import create_booking
from core import clock
from notifications.models import Message
from notifications.tasks import deliver_waiting
from tests.browser.house import House
from tests.browser.looking import look, sideways
from tests.factories import ask


def _booked_for(house: House, person: Person) -> Booking:
    """By the host, at the desk; the worker has had its turn."""
    request = ask(house.desks, house.period(9, 11), person=person, channel="desk")
    booking = create_booking(request, by=house.host, now=clock.now())
    deliver_waiting()
    return booking


def test_somebody_without_an_address_is_called(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    person = Person.objects.create(name="Odile Vasseur", telephone="06 39 98 00 02")
    booking = _booked_for(house, person)
    assert not Message.objects.exists()  # it was said at the desk
    cancel_booking(booking.pk, by=house.host, now=clock.now())
    deliver_waiting()
    page = page_of(house.host)
    page.goto("/accueil/messages")
    call = page.get_by_role("region", name="À appeler (1)")
    expect(call.get_by_role("heading", name="Odile Vasseur")).to_be_visible()
    link = call.get_by_role("link", name="Appeler le 06 39 98 00 02")
    expect(link).to_have_attribute("href", "tel:0639980002")
    call.get_by_text("Ce qu’il faut dire").click()
    expect(call.get_by_text("L’équipe l’a annulée.")).to_be_visible()
    assert sideways(page) <= 0
    told = call.get_by_role("button", name=re.compile("^C’est dit"))
    told.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tout est arrivé. Rien à faire.")).to_be_visible()
    assert Message.objects.get(about_id=booking.pk).state == "told"
    page.goto(f"/accueil/jour/{booking.pk}")
    said = page.get_by_role("region", name="Messages envoyés")
    expect(said.get_by_text("dit de vive voix")).to_be_visible()
    assert sideways(page) <= 0


def test_a_refused_address_is_corrected_and_the_message_leaves(
    page_of: Callable[..., Page], house: House
) -> None:
    booking = _booked_for(house, house.member)
    Message.objects.update(state="given_up", sent_at=None, last_failure="smtp_550", attempts=3)
    page = page_of(house.host)
    page.goto("/accueil/messages")
    expect(page.get_by_text("Cette adresse est refusée.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Réessayer – Paul Merlin")).click()
    expect(page.get_by_text("Le message pour Paul Merlin repart.").first).to_be_visible()
    deliver_waiting()
    assert Message.objects.get(about_id=booking.pk).state == "sent"


def test_letters_of_the_demo_are_read_in_the_house(
    screen: str, page_of: Callable[..., Page], house: House, settings: Any
) -> None:
    settings.DEMO = True
    _booked_for(house, house.member)
    page = page_of()
    page.goto("/")
    page.get_by_role("link", name="Voir le courrier").click()
    page.get_by_label("Voir comme").select_option("paul@example.org")
    page.get_by_role("button", name="Afficher").click()
    found = look(page, "letters of the demo", dense=True)
    page.get_by_role("link", name=re.compile("^Réservé")).first.click()
    letter = page.frame_locator("iframe.letter")
    expect(letter.get_by_text("Bureau en open space").first).to_be_visible()
    found += look(page, "a letter of the demo", dense=True)
    assert found == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Le rendez-vous pour votre agenda").click()
    assert "BEGIN:VEVENT" in download.value.path().read_text()
