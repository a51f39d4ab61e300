"""A project holder without an account finds a desk, signs up with a code, moves it, cancels it."""

import datetime as dt
import re

from playwright.sync_api import Page, expect

from bookings.models import Booking
from tests.browser.house import House
from tests.browser.looking import sideways
from tests.pages.letters import last_code

EMAIL = "nadia@example.org"


def test_book_a_desk_without_an_account(screen: str, page: Page, house: House) -> None:
    page.goto("/")
    question = page.get_by_role("heading", level=1)
    expect(question).to_have_text(re.compile("De quoi avez.*vous besoin"))
    page.get_by_role("link", name="Un bureau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Réserver")
    page.get_by_label("Jour", exact=True).fill(house.day.isoformat())
    card = page.get_by_role("article").filter(has_text="Bureau en open space")
    expect(card).to_contain_text("4 places libres")
    card.get_by_role("link", name=re.compile(r"^9 h")).click()
    _choose_two_hours(page)
    _sign_up(page)
    booking = Booking.objects.get()
    assert (booking.state, booking.starts_at, booking.ends_at) == (
        "confirmed",
        house.at(9),
        house.at(11),
    )
    assert booking.person is not None
    assert booking.person.email == EMAIL
    _find_it_again(page)
    _move(page, house)
    _cancel(page)
    assert sideways(page) <= 0


def _choose_two_hours(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="Réserver : Bureau en open space")
    dialog.get_by_label("Fin").select_option(label="11 h (2 h)")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*6,00\s€"))
    expect(dialog).to_contain_text("La place est gardée 15 min, le temps de créer votre compte.")
    assert sideways(page) <= 0
    dialog.get_by_role("button", name=re.compile(r"obligation de paiement – 6,00\s€")).click()


def _sign_up(page: Page) -> None:
    expect(page).to_have_url(re.compile("/compte/inscription/"))
    assert Booking.objects.get().state == "hold"
    page.get_by_label("Votre nom").fill("Nadia Vasseur")
    page.get_by_label("Adresse e-mail").fill(EMAIL)
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page).to_have_url(re.compile("/compte/adresse/code/"))
    page.get_by_label("Code").fill(last_code(EMAIL))
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/mes-reservations/"))
    expect(page.get_by_text("C’est réservé. À bientôt !", exact=True).first).to_be_visible()
    expect(page.get_by_text("Confirmée")).to_be_visible()


def _find_it_again(page: Page) -> None:
    page.get_by_role("link", name="Mes réservations", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes réservations")
    card = page.get_by_role("listitem").filter(has_text="Bureau en open space")
    expect(card).to_contain_text(re.compile(r"6,00\s€ à régler sur place"))
    card.get_by_role("link").click()


def _move(page: Page, house: House) -> None:
    page.get_by_role("button", name="Déplacer").click()
    dialog = page.get_by_role("dialog", name="Déplacer la réservation")
    next_day = house.day + dt.timedelta(days=1)
    dialog.get_by_label("Jour").fill(next_day.isoformat())
    dialog.get_by_label("Début").select_option(label="14 h")
    dialog.get_by_label("Fin").select_option(label="16 h (2 h)")
    expect(dialog).to_contain_text(re.compile(r"Le prix ne change pas : 6,00\s€"))
    dialog.get_by_role("button", name=re.compile("Déplacer au")).click()
    expect(page.locator("main")).to_contain_text(re.compile(r"C’est déplacé : .*14 h – 16 h"))
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (house.at(14, days=1), house.at(16, days=1))


def _cancel(page: Page) -> None:
    page.get_by_role("button", name="Annuler la réservation").click()
    dialog = page.get_by_role("dialog", name="Annuler cette réservation ?")
    expect(dialog).to_contain_text(re.compile(r"Vous n’aurez plus 6,00\s€ à régler"))
    dialog.get_by_role("button", name="Annuler la réservation").click()
    expect(page.locator("main")).to_contain_text("C’est annulé. La place est rendue.")
    booking = Booking.objects.get()
    assert booking.state == "cancelled"
    assert not booking.claims.filter(active=True).exists()
