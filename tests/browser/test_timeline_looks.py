"""The timeline under way: axe finds nothing while a bar is moved, nor in the help of keys."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from core import clock
from tests.browser.house import House
from tests.browser.looking import look
from tests.factories import make_booking


def test_nothing_is_wrong_while_a_bar_is_moved(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    for offer, start, end in ((house.desks, 9, 11), (house.room, 9, 12), (house.hall, 14, 18)):
        make_booking(offer, house.period(start, end), person=house.member, now=clock.now())
    page = page_of(house.director)
    page.goto(f"/accueil/planning?forme=frise&site=tous&jour={house.day}")
    page.locator("[role=grid] [tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".draft")).to_be_visible()
    found = look(page, f"moving at {screen}", dense=True)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Touches du clavier")).to_be_visible()
    assert found + look(page, f"keys at {screen}", dense=True) == []
