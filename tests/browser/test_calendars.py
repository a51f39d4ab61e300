"""Somebody makes a link for their calendar, a programme reads it, and they delete it again."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person
from bookings.models import Booking
from bookings.services.create_booking import create_booking
from core import clock
from notifications.postman import Postman
from notifications.services.deliver import Step, deliver_next
from tests.bookings.calendar_files.reading import assert_is_well_formed, the_event
from tests.browser.house import House
from tests.browser.looking import sideways
from tests.factories import ask

SignIn = Callable[[BrowserContext, Person], None]


@pytest.fixture
def booking(house: House) -> Booking:
    asked = ask(house.room, house.period(14, 16), person=house.member)
    return create_booking(asked, by=house.member, now=clock.now())


def test_make_a_link_read_it_and_delete_it(
    screen: str,
    context: BrowserContext,
    page: Page,
    house: House,
    booking: Booking,
    sign_in: SignIn,
) -> None:
    sign_in(context, house.member)
    page.goto("/mes-reservations")
    page.get_by_role("link", name="Voir mes réservations dans mon agenda").click()
    expect(page.get_by_role("heading", level=1, name="Mon calendrier")).to_be_visible()
    expect(page.get_by_text("Vous n’avez pas encore de lien.")).to_be_visible()
    page.get_by_role("button", name="Créer le lien").click()
    address = page.get_by_label("Adresse du lien").input_value()
    assert re.fullmatch(r"http://localhost:\d+/ical/[\w-]{43}\.ics", address)
    assert sideways(page) <= 0

    with urllib.request.urlopen(address, timeout=10) as answer:
        text = answer.read().decode()
    assert_is_well_formed(text)
    assert the_event(text)["UID"] == f"{booking.pk}@mnic.example"

    page.reload()
    expect(page.get_by_text(re.compile("Créé le .*, lu le "))).to_be_visible()
    expect(page.get_by_label("Adresse du lien")).to_have_count(0)
    page.get_by_role("button", name="Supprimer – Mes réservations").click()
    expect(page.get_by_text("Vous n’avez pas encore de lien.")).to_be_visible()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address, timeout=10)


def test_link_is_made_and_copied_by_keyboard(
    context: BrowserContext, page: Page, house: House, sign_in: SignIn
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(context, house.host)
    page.goto("/mes-reservations/calendriers")
    page.get_by_label("Que voulez-vous voir ?").focus()
    page.keyboard.type("Qui vient")
    expect(page.get_by_text("Ce lien montre des noms : ne le donnez à personne.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("Adresse du lien")
    expect(field).to_be_visible()
    page.get_by_role("button", name="Copier").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("Copié.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()


def test_booking_is_added_to_a_calendar_from_its_page(
    context: BrowserContext, page: Page, house: House, booking: Booking, sign_in: SignIn
) -> None:
    sign_in(context, house.member)
    page.goto(f"/mes-reservations/{booking.pk}")
    with page.expect_download() as file:
        page.get_by_role("link", name="Ajouter à mon agenda").click()

    assert file.value.suggested_filename == "reservation.ics"
    text = Path(file.value.path()).read_bytes().decode()
    assert the_event(text)["SUMMARY"] == "Salle Opale"


def test_confirmation_is_found_in_the_letter_box_of_the_demo(
    page: Page, house: House, booking: Booking, settings: Any
) -> None:
    settings.DEMO = True
    with Postman() as postman:
        while deliver_next(postman, now=clock.now()) is Step.DONE:
            pass
    page.goto("/demo/courrier/")
    page.get_by_role("link", name=re.compile("Réservé : Salle Opale")).click()
    expect(page.get_by_role("main")).to_contain_text("C’est réservé")
    with page.expect_download() as file:
        page.get_by_role("link", name="Le rendez-vous pour votre agenda").click()

    text = Path(file.value.path()).read_bytes().decode()
    assert_is_well_formed(text)
    assert "METHOD:REQUEST" in text
    assert the_event(text)["ATTENDEE"] == "mailto:paul@example.org"
