"""Staff see the day of a site, find or create somebody, book for them, block, settle, approve."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from accounts.models import Person
from billing.models import Order
from bookings.models import Block, Booking
from core import clock
from spaces.models import OpenInterval
from tests.browser.house import PASSWORD, House
from tests.browser.looking import sideways
from tests.browser.watching import Watch
from tests.factories import make_booking


def test_the_day_of_a_site(screen: str, page_of: Callable[..., Page], house: House) -> None:
    """Who comes; settling what is owed; approving what was asked."""
    now = clock.now()
    make_booking(house.desks, house.period(9, 11), person=house.member, now=now)
    make_booking(house.hall, house.period(14, 16), person=house.maker, now=now)
    page = page_of(house.host)
    page.goto("/")
    if screen == "390":
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Le jour").click()
    page.get_by_label("Lieu").select_option(label="Maison du numérique")
    page.get_by_role("textbox", name="Jour").fill(house.day.isoformat())
    line = page.get_by_role("listitem").filter(has_text="Paul Merlin")
    expect(line).to_contain_text("9 h – 11 h")
    expect(line).to_contain_text("Bureau en open space")
    assert sideways(page) <= 0
    _settle(page)
    _approve(page)


def test_bookings_in_time_that_has_been_closed_since_say_so(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    """The heading tells the hours of the day; who comes outside of them is marked in words."""
    now = clock.now()
    make_booking(house.desks, house.period(9, 11), person=house.member, now=now)
    make_booking(house.desks, house.period(16, 18), person=house.maker, now=now)
    closes = OpenInterval.objects.filter(hours__site=house.place, period__overlap=_whole(house))
    closes.update(period=house.period(8, 15).as_range())
    page = page_of(house.host)
    page.goto(f"/accueil/jour?site=maison&day={house.day}")
    expect(page.get_by_text("Ouvert 8 h – 15 h")).to_be_visible()
    lines = page.get_by_role("listitem")
    expect(lines.filter(has_text="Rose Delattre")).to_contain_text("Hors des horaires")
    first = lines.filter(has_text="Paul Merlin")
    expect(first).not_to_contain_text("Hors des horaires")
    box, viewport = first.bounding_box(), page.viewport_size
    assert box
    assert viewport
    assert box["y"] < viewport["height"], "below the first screen"
    assert sideways(page) <= 0
    page.goto(f"/accueil/jour?site=maison&day={house.day + dt.timedelta(days=60)}")
    expect(page.get_by_text("Fermé", exact=True)).to_be_visible()


def _whole(house: House) -> Any:
    return house.period(8, 20).as_range()


def _settle(page: Page) -> None:
    page.get_by_role("button", name="Encaisser – Paul Merlin").click()
    dialog = page.get_by_role("dialog", name=re.compile(r"Encaisser 6,00\s€"))
    dialog.get_by_role("button", name="Espèces").click()
    dialog.get_by_role("button", name=re.compile(r"Encaissé – 6,00\s€")).click()
    line = page.get_by_role("listitem").filter(has_text="Paul Merlin")
    expect(line).to_contain_text(re.compile(r"6,00\s€ réglé"))
    order = Order.objects.get(booking__person__name="Paul Merlin")
    assert (order.state, order.note) == ("settled", "Espèces")


def _approve(page: Page) -> None:
    assert Booking.objects.get(person__name="Rose Delattre").state == "awaiting_approval"
    page.get_by_role("button", name="Valider – Rose Delattre").click()
    line = page.get_by_role("listitem").filter(has_text="Rose Delattre")
    expect(line).to_contain_text("Confirmée")
    expect(line).to_contain_text("Réservation de Rose Delattre validée.")
    assert Booking.objects.get(person__name="Rose Delattre").state == "confirmed"


def test_staff_who_sign_in_arrive_at_the_day_of_their_site(page: Page, house: House) -> None:
    page.goto("/")
    page.get_by_role("link", name="Se connecter").click()
    page.locator("input[name=login]").fill(str(house.host.email))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/accueil/jour$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Le jour")
    expect(page.get_by_label("Lieu")).to_have_value("maison")


def test_book_for_somebody_found_by_typing(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.host)
    page.goto("/accueil/reserver")
    page.get_by_label("Nom, adresse ou téléphone").fill("merl")
    page.get_by_role("link", name=re.compile("Paul Merlin")).click()
    expect(page.get_by_text("Vous réservez pour Paul Merlin.")).to_be_visible()
    _reserve_a_desk(page, house)
    booking = Booking.objects.get()
    assert (booking.person, booking.booked_by, booking.channel) == (
        house.member,
        house.host,
        "desk",
    )


def test_book_for_somebody_new(
    screen: str, page_of: Callable[..., Page], house: House, watch: Watch
) -> None:
    """Two fields; somebody who looks the same is shown before a second file is made."""
    watch.refusals(409)
    page = page_of(house.host)
    page.goto("/accueil/reserver")
    _type_a_person(page, "Paul Merlin", "06 39 98 00 01")
    expect(page.get_by_role("heading", name="Ressemble à…")).to_be_visible()
    expect(page.get_by_role("button", name="C’est Paul Merlin")).to_be_visible()
    assert Person.objects.filter(name="Paul Merlin").count() == 1
    assert sideways(page) <= 0
    page.get_by_role("button", name="Corriger la saisie").click()
    _type_a_person(page, "Zoé Hennebelle", "06 39 98 77 66")
    expect(page.get_by_text("Vous réservez pour Zoé Hennebelle.")).to_be_visible()
    _reserve_a_desk(page, house)
    booking = Booking.objects.get()
    assert booking.person is not None
    assert (booking.person.name, booking.person.telephone) == ("Zoé Hennebelle", "06 39 98 77 66")


def _type_a_person(page: Page, name: str, reach: str) -> None:
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Téléphone ou adresse e-mail").fill(reach)
    page.get_by_role("button", name="Créer et réserver").click()


def _reserve_a_desk(page: Page, house: House) -> None:
    page.get_by_role("link", name="Un bureau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Réserver")
    page.get_by_label("Jour", exact=True).fill(house.day.isoformat())
    page.get_by_role("link", name=re.compile(r"^10 h .*Bureau en open space")).click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile(r"\d,\d\d\s€$")).click()
    expect(page).to_have_url(re.compile("/accueil/jour/"))
    expect(page.get_by_text("Confirmée")).to_be_visible()
    expect(
        page.get_by_text(re.compile("Réservé pour (Paul Merlin|Zoé Hennebelle)"))
    ).to_be_visible()
    menu = page.locator("nav[aria-label='Équipe']")
    expect(menu.locator("[aria-current=page]")).to_have_text("Le jour")
    expect(page.get_by_role("link", name="Réserver pour une autre personne")).to_be_visible()
    page.get_by_role("link", name="Voir le jour").click()
    expect(page).to_have_url(re.compile("/accueil/jour\\?"))


def test_block_a_machine(
    screen: str, page_of: Callable[..., Page], house: House, watch: Watch
) -> None:
    """Whoever has it is named first; blocked once they are gone, and lifted again."""
    Person.objects.filter(pk=house.maker.pk).update(telephone="06 39 98 00 02")
    booking = make_booking(
        house.printers, house.period(10, 12), person=house.maker, now=clock.now()
    )
    taken = booking.claims.get().resource
    watch.refusals(409)
    page = page_of(house.host)
    page.goto("/accueil/bloquer?site=fablab")
    _fill_block(page, house, taken.name)
    page.get_by_role("button", name="Bloquer").click()
    expect(page.get_by_role("alert")).to_contain_text("Rose Delattre")
    expect(page.get_by_role("alert").get_by_role("link", name="06 39 98 00 02")).to_be_visible()
    assert not Block.objects.exists()
    assert sideways(page) <= 0
    other = house.printers.resources.exclude(pk=taken.pk).get()
    page.get_by_label(taken.name).uncheck()
    page.get_by_label(other.name).check()
    page.get_by_role("button", name="Bloquer").click()
    expect(page.get_by_role("main").get_by_text(f"Bloqué : {other.name}, ")).to_be_visible()
    blocks = page.get_by_role("region", name="Bloqué maintenant et plus tard")
    expect(blocks.get_by_role("listitem")).to_contain_text(other.name)
    block = Block.objects.get()
    assert (block.starts_at, block.ends_at) == (house.at(9), house.at(18))
    blocks.get_by_role("button", name=re.compile("^Lever")).click()
    expect(blocks.get_by_role("button", name="Rétablir")).to_be_visible()
    assert not block.claims.filter(active=True).exists()


def _fill_block(page: Page, house: House, name: str) -> None:
    page.get_by_label(name).check()
    page.get_by_label("Premier jour").fill(house.day.isoformat())
    page.get_by_label("Heure de début").select_option(label="9 h")
    page.get_by_label("Dernier jour").fill(house.day.isoformat())
    page.get_by_label("Heure de fin").select_option(label="18 h")
