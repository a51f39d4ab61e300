"""A room with its kit in one go, and what one is offered when somebody else was quicker."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from bookings.models import Booking
from core import clock
from tests.browser.house import House
from tests.browser.looking import sideways
from tests.browser.watching import Watch
from tests.factories import make_booking


def test_a_room_with_a_kit(screen: str, page_of: Callable[..., Page], house: House) -> None:
    page = page_of(house.member)
    _open(page, house, 10, 12)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*30,00\s€"))
    dialog.get_by_text("Ajouter autre chose au même moment").click()
    dialog.get_by_label("Ajouter", exact=True).select_option(label="Casque VR")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*46,00\s€"))
    assert sideways(page) <= 0
    dialog.get_by_role("button", name=re.compile(r"46,00\s€$")).click()
    expect(page.get_by_text("Confirmée")).to_be_visible()
    booking = Booking.objects.get()
    offers = {item.offer for item in booking.items.select_related("offer")}
    assert offers == {house.room, house.kits}
    assert booking.claims.filter(active=True).count() == 2


def test_somebody_else_was_quicker(
    screen: str, page_of: Callable[..., Page], house: House, watch: Watch
) -> None:
    """The refusal comes in words, with other times to take in one touch."""
    watch.refusals(409)
    page, other = page_of(house.member), page_of(house.maker)
    for one in (page, other):
        _open(one, house, 10, 12)
    _reserve(other)
    expect(other.get_by_text("Confirmée")).to_be_visible()
    _reserve(page)
    dialog = page.get_by_role("dialog")
    proposals = dialog.get_by_role("group", name="Nous pouvons vous proposer")
    expect(dialog.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(proposals).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_role("alert").locator("..")).to_be_focused()
    assert Booking.objects.count() == 1
    assert sideways(page) <= 0
    first = proposals.get_by_role("button").filter(has_text="Salle Opale").first
    hours = re.search(r"(\d+) h(?: (\d+))? –", first.inner_text().replace("\xa0", " "))
    assert hours is not None
    first.click()
    _reserve(page)
    expect(page.get_by_text("Confirmée")).to_be_visible()
    mine = Booking.objects.get(person=house.member)
    assert mine.starts_at == house.at(int(hours[1]), int(hours[2] or 0))


def test_a_room_that_is_taken_already(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    """Asked for by an address of before: said at once, with no button to press."""
    make_booking(house.room, house.period(10, 12), person=house.maker, now=clock.now())
    page = page_of(house.member)
    _open(page, house, 10, 12)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ce n’est plus libre à ces heures.")
    expect(dialog.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_role("group", name="Nous pouvons vous proposer")).to_be_in_viewport(
        ratio=1
    )
    expect(dialog.get_by_role("button", name=re.compile(r"Commande|Réserver"))).to_have_count(0)


def _open(page: Page, house: House, start: int, end: int) -> None:
    times = {"debut": house.at(start), "fin": house.at(end)}
    query = "&".join(f"{key}={at:%Y-%m-%dT%H:%M:%SZ}" for key, at in times.items())
    page.goto(f"/offres/{house.room.pk}?{query}")
    expect(page.get_by_role("dialog", name="Réserver : Salle Opale")).to_be_visible()


def _reserve(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name=re.compile(r"\d,\d\d\s€$")).filter(
        has_text="Commande"
    ).click()
