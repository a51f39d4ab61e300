"""A resident reserves a 3D printer when authorised; if not, hears why and asks to be trained."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person
from bookings.models import Booking
from equipment.models import InitiationRequest
from tests.browser.house import PASSWORD, House
from tests.browser.looking import sideways


def test_reserve_a_printer_one_may_use(screen: str, page: Page, house: House) -> None:
    _sign_in_by_the_form(page, house.maker)
    _choose_a_printer(page, house)
    dialog = page.get_by_role("dialog", name="Réserver : Imprimante 3D")
    dialog.get_by_label("Choisir par son nom").select_option(index=1)
    dialog.get_by_label("Fin").select_option(label="12 h (2 h)")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*10,00\s€"))
    assert sideways(page) <= 0
    dialog.get_by_role("button", name=re.compile(r"obligation de paiement – 10,00\s€")).click()
    expect(page).to_have_url(re.compile("/mes-reservations/"))
    expect(page.get_by_text("Confirmée")).to_be_visible()
    booking = Booking.objects.get()
    claim = booking.claims.get()
    assert (booking.person, booking.starts_at, booking.ends_at) == (
        house.maker,
        house.at(10),
        house.at(12),
    )
    expect(page.get_by_role("main")).to_contain_text(claim.resource.name)


def test_a_printer_one_may_not_use_yet(screen: str, page: Page, house: House) -> None:
    _sign_in_by_the_form(page, house.beginner)
    _choose_a_printer(page, house)
    dialog = page.get_by_role("dialog", name="Réserver : Imprimante 3D")
    expect(dialog).to_contain_text(re.compile("initiation", re.IGNORECASE))
    expect(dialog).to_contain_text("03 21 00 00 00")
    expect(dialog.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_role("button", name=re.compile("Réserver|Commande"))).to_have_count(0)
    assert sideways(page) <= 0
    page.keyboard.press("Escape")
    chip = page.get_by_role("link", name=re.compile(r"^10 h .*Imprimante 3D"))
    expect(chip).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Demander une initiation").click()
    page.get_by_label("Quand êtes-vous libre ?").fill("Le mardi après 17 h")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("main")).to_contain_text("C’est envoyé. L’équipe vous répond bientôt.")
    asked = InitiationRequest.objects.get()
    assert (asked.person, asked.category, asked.site, asked.possible_times) == (
        house.beginner,
        house.printing,
        house.fablab,
        "Le mardi après 17 h",
    )
    assert not Booking.objects.exists()


def test_sign_out(screen: str, context: BrowserContext, page: Page, house: House) -> None:
    _sign_in_by_the_form(page, house.maker)
    if screen == "390":
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    page.goto("/mes-reservations")
    expect(page.get_by_role("main")).to_contain_text("Connectez-vous pour voir vos réservations.")


def _sign_in_by_the_form(page: Page, person: Person) -> None:
    page.goto("/")
    page.get_by_role("link", name="Se connecter").click()
    page.locator("input[name=login]").fill(str(person.email))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("link", name="Mes réservations")).to_be_visible()


def _choose_a_printer(page: Page, house: House) -> None:
    page.get_by_role("link", name="Une imprimante 3D").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Réserver")
    page.get_by_label("Jour", exact=True).fill(house.day.isoformat())
    page.get_by_role("link", name=re.compile(r"^10 h .*Imprimante 3D")).click()
