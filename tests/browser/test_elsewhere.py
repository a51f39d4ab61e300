"""People who are not in front of the house: another zone, another language."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bookings.models import Booking
from tests.browser.house import House


@pytest.mark.browser_context_args(timezone_id="America/New_York")
def test_times_are_those_of_calais_in_new_york(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.member)
    page.goto(f"/reserver?type=room&site=maison&jour={house.day.isoformat()}")
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert zone == "America/New_York"
    card = page.get_by_role("article").filter(has_text="Salle Opale")
    expect(card.get_by_role("link", name=re.compile(r"^\d+ h"))).to_have_text(
        [re.compile(f"^{hour} h") for hour in (8, 9, 10, 11)]
    )
    card.get_by_role("link", name=re.compile(r"^8 h")).click()
    dialog = page.get_by_role("dialog", name="Réserver : Salle Opale")
    dialog.get_by_label("Début").select_option(label="18 h")
    dialog.get_by_label("Fin").select_option(label="20 h (2 h)")
    expect(dialog).to_contain_text(re.compile(r"18 h – 20 h".replace(" ", r"\s")))
    dialog.get_by_role("button", name=re.compile(r"30,00\s€")).click()
    expect(page.get_by_text("Confirmée")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(rf"\b{house.day.day}\b.*18\sh\s–\s20\sh")
    )
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (house.at(18), house.at(20))


def test_in_english(screen: str, page: Page, house: House) -> None:
    """One press, at once, and the plain pages of the account follow."""
    page.goto(f"/reserver?type=desk&site=maison&jour={house.day.isoformat()}")
    page.get_by_role("button", name="EN English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Book")
    card = page.get_by_role("article").filter(has_text="Desk in the open space")
    expect(card).to_contain_text("4 places free")
    expect(card.get_by_role("link", name=re.compile("^09:00"))).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you need?")
