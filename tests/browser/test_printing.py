"""What comes out on paper: the content, whose it is and whom to call, without the menus."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.house import House
from tests.factories import make_booking


def test_my_bookings_on_paper(page_of: Callable[..., Page], house: House) -> None:
    make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    page = page_of(house.member)
    page.goto("/mes-reservations")
    card = page.get_by_role("listitem").filter(has_text="Bureau en open space")
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    page.emulate_media(media="print")
    expect(card).to_contain_text(re.compile(r"9\sh – 11\sh"))
    expect(card).to_be_visible()
    expect(page.get_by_role("banner").locator(".brand")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("Appelez le")
    for gone in (page.get_by_role("navigation"), page.get_by_role("button")):
        expect(gone.locator("visible=true")).to_have_count(0)


def test_the_day_of_a_site_on_paper(page_of: Callable[..., Page], house: House) -> None:
    make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    page = page_of(house.host)
    page.goto(f"/accueil/jour?site=maison&day={house.day.isoformat()}")
    name = page.get_by_role("main").get_by_role("paragraph").filter(has_text="Maison du numérique")
    expect(page.get_by_role("link", name="Paul Merlin")).to_be_visible()
    expect(name).to_be_hidden()
    page.emulate_media(media="print")
    expect(name).to_be_visible()
    expect(page.get_by_text("06 39 98 00 01")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Déplacer"))).to_be_hidden()


def test_an_offer_on_paper_is_black_on_white_by_night_too(
    page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(None)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"/offres/{house.room.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Salle Opale")
    expect(page.get_by_text("Sonnez à la porte bleue.")).to_be_visible()
    colours = page.evaluate(
        "['body', 'h1', '.card'].map((one) => getComputedStyle(document.querySelector(one)))"
        ".map(({color, backgroundColor}) => [color, backgroundColor])"
    )
    assert [ink for ink, _ in colours] == ["rgb(0, 0, 0)"] * 3
    assert {ground for _, ground in colours} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    expect(page.get_by_role("contentinfo")).to_contain_text("Appelez le")
    expect(page.get_by_role("navigation").locator("visible=true")).to_have_count(0)


def test_the_planning_on_paper_has_its_hours_and_no_tools(
    page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.host)
    page.goto("/accueil/planning?site=maison&forme=liste")
    expect(page.get_by_text("Salle Opale").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Salle Opale").first).to_be_visible()
    # The team's hours are buttons on the screen, and what the paper is for.
    expect(page.locator(".entry button").first).to_be_visible()
    expect(page.locator("button:not(.entry button)").locator("visible=true")).to_have_count(0)
