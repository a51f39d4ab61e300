"""By day or by night, as the person chose: everywhere, kept, and there before the first paint."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.house import House

GROUND = {"light": "rgb(251, 250, 247)", "dark": "rgb(14, 25, 30)"}
# What the page is when its body begins to exist: a flash would be the other colour.
FIRST_COLOUR = """
new MutationObserver((_, observer) => {
  if (!document.body) return;
  observer.disconnect();
  window.firstTheme = document.documentElement.dataset.theme ?? 'none';
}).observe(document, {childList: true, subtree: true});
"""


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_choice_holds_everywhere_and_does_not_flash(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(None)
    page.emulate_media(color_scheme="light")
    page.add_init_script(FIRST_COLOUR)
    page.goto("/")
    page.get_by_role("button", name="Sombre").click()
    expect(page.get_by_role("button", name="Sombre")).to_have_attribute("aria-pressed", "true")
    assert _ground(page) == GROUND["dark"]
    for path in ("/", "/compte/connexion/"):
        page.goto(path)
        expect(page.get_by_role("button", name="Sombre")).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("window.firstTheme") == "dark"
        assert _ground(page) == GROUND["dark"]
    page.get_by_role("button", name="Auto").click()
    assert _ground(page) == GROUND["light"]
    page.emulate_media(color_scheme="dark")
    assert _ground(page) == GROUND["dark"]
    page.goto("/")
    assert page.evaluate("window.firstTheme") == "none"
    assert _ground(page) == GROUND["dark"]


def test_the_day_may_be_chosen_on_a_device_of_the_night(
    page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(None)
    page.emulate_media(color_scheme="dark")
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Clair").click()
    page.goto("/reserver")
    assert _ground(page) == GROUND["light"]
    bar = page.locator("meta[name='theme-color']")
    expect(bar.first).to_have_attribute("content", "#0a3d46")
    expect(bar.last).to_have_attribute("content", "#0a3d46")
