"""From a screen to the chapter that speaks of it, and from any page to how it works."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.house import House
from tests.browser.looking import sideways


def test_the_help_of_a_screen_opens_at_its_chapter(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.host)
    page.goto("/accueil/bloquer?site=maison")
    if screen == "390":
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Aide", exact=True).click()
    expect(page).to_have_url(re.compile("/aide/accueil/#bloquer-une-machine$"))
    expect(page.get_by_role("heading", name="Bloquer une machine")).to_be_in_viewport()
    assert sideways(page) <= 0
    page.get_by_role("navigation", name="Dans cette page").get_by_role(
        "link", name="Encaisser"
    ).click()
    expect(page.get_by_role("heading", name="Encaisser")).to_be_in_viewport()


def test_a_visitor_reads_how_it_works_in_their_language(page: Page, house: House) -> None:
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Comment ça marche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment ça marche")
    picture = page.get_by_role("img", name=re.compile("La page d’accueil"))
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("it => it.naturalWidth") > 300
    page.get_by_role("button", name="EN English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it works")
