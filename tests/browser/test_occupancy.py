"""Staff see how much of the open time was booked, from the sentence down to the booking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core import clock
from tests.browser.house import House
from tests.browser.looking import look
from tests.factories import make_booking


@pytest.fixture
def address(house: House) -> str:
    """One day of the house, on which two desks are taken for two hours: 4 h of 8 × 12 h."""
    make_booking(house.desks, house.period(9, 11), person=house.member, quantity=2, now=clock.now())
    return f"/accueil/occupation?site=maison&periode=dates&du={house.day}&au={house.day}"


def test_from_the_sentence_to_the_booking(
    screen: str, page_of: Callable[..., Page], house: House, address: str
) -> None:
    """Choose the site, read the figure, walk the hours by keyboard, open who booked."""
    page = page_of(house.host)
    page.goto(address.replace("site=maison&", ""))
    expect(page.get_by_role("columnheader", name="Lieu").first).to_be_visible()
    page.get_by_label("Lieu", exact=True).select_option(label="Maison du numérique")
    expect(page.get_by_text("du temps ouvert est réservé")).to_contain_text("4 %")
    expect(page.get_by_role("link", name="4 h sur 96 h")).to_be_visible()
    desks = page.get_by_role("row").filter(has_text="Bureau en open space")
    expect(desks).to_contain_text("8 %")
    _walk_the_hours(page, house)
    expect(page.get_by_text("1 réservation, 2 h en tout.")).to_be_visible()
    assert not look(page, f"occupancy at {screen}", dense=True)
    page.get_by_role("listitem").filter(has_text="Paul Merlin").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bureau en open space")


def _walk_the_hours(page: Page, house: House) -> None:
    """One stop of the tab key; down an hour, up again, and into it."""
    day = house.day.isoweekday()
    page.locator(f"[data-spot='{day}-9']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"[data-spot='{day}-10']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="9 h – 10 h")).to_be_focused()


def test_the_table_is_kept_as_a_file(
    page_of: Callable[..., Page], house: House, address: str, tmp_path: Path
) -> None:
    page = page_of(house.director)
    page.goto(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tableau à garder (CSV)").click()
    kept = tmp_path / "table.csv"
    waiting.value.save_as(kept)
    name = waiting.value.suggested_filename
    assert name == f"occupation-maison-du-numerique-{house.day}_{house.day}.csv"
    lines = kept.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Lieu;Offre;Taux (%);Réservé (min);Ouvert (min)")
    desks = "Maison du numérique;Bureau en open space;8,3;240;2880"
    assert any(line.startswith(desks) for line in lines)


def test_members_are_told_whom_it_is_for(
    page_of: Callable[..., Page], house: House, address: str
) -> None:
    page = page_of(house.member)
    page.goto(address)
    expect(page.get_by_text("Ces chiffres sont pour l’équipe.")).to_be_visible()
