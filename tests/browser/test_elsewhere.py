"""People who are not in front of the house: another zone, another language."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from bookings.models import Booking
from tests.browser.house import House

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


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


@pytest.mark.browser_context_args(locale="en-US")
def test_days_are_read_day_first_in_an_american_browser(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    """Its numbers are month first; beside each of its fields stands the day in words."""
    page = page_of(house.host)
    day = _in_french(house.day)
    page.goto("/")
    page.get_by_role("button", name="FR Français").click()
    page.goto(f"/reserver?type=desk&site=maison&jour={house.day.isoformat()}")
    assert page.evaluate("new Date(2026, 10, 25).toLocaleDateString()") == "11/25/2026"
    expect(page.get_by_role("heading", level=2, name=f"Libre {day}")).to_be_visible()
    _expect_in_words(page.get_by_label("Jour", exact=True), day)
    page.get_by_role("link", name=re.compile("^9 h .*Bureau")).click()
    dialog = page.get_by_role("dialog")
    _expect_in_words(dialog.get_by_label("Jour", exact=True), day)
    expect(dialog).to_contain_text(re.compile(rf"{day}, 9\sh – 10\sh"))
    page.goto(f"/accueil/jour?site=maison&day={house.day.isoformat()}")
    expect(page.get_by_role("heading", level=2, name=day)).to_be_visible()
    page.goto("/accueil/bloquer?site=maison")
    for label in ("Premier jour", "Dernier jour"):
        page.get_by_label(label).fill(house.day.isoformat())
        _expect_in_words(page.get_by_label(label), day)


def _expect_in_words(field: Locator, day: str) -> None:
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))
    expect(field).to_have_accessible_description(re.compile(day))


def _in_french(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


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


def test_the_frame_of_a_short_page(screen: str, page: Page, house: House) -> None:
    """In both languages the name takes two lines at most, and the footer lies at the bottom."""
    for language in ("FR", "EN"):
        page.goto("/mes-reservations")
        page.get_by_role("button", name=re.compile(f"^{language}")).click()
        expect(page.get_by_role("button", name=re.compile(f"^{language}"))).to_have_attribute(
            "aria-pressed", "true"
        )
        name, foot = page.locator("header .brand span"), page.get_by_role("contentinfo")
        assert name.evaluate("it => it.getClientRects()[0].height / 20.4") < 2.5
        bottom = foot.evaluate("it => it.getBoundingClientRect().bottom - innerHeight")
        assert bottom >= 0
