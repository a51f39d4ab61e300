"""From the home page to a booking without a mouse, seeing at every step where one is."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.services.create_booking import create_booking
from core import clock
from tests.browser.house import House

MOST_TABS = 80
ROUNDS = 20
_SHOWN_FOCUS = r"""() => {
  const style = getComputedStyle(document.activeElement);
  // No stops: the page itself between the last one and the first, and what a screen puts one on.
  return document.activeElement.matches('body, h1[tabindex="-1"]')
    || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def test_reserve_a_desk_by_keyboard(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.member)
    page.goto("/")
    _press(page, page.get_by_role("link", name="Un bureau"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Réserver")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    for _ in range(3):
        days = page.get_by_role("navigation", name="Changer de jour")
        _press(page, days.get_by_role("link", name="Jour suivant"))
    chip = page.get_by_role("link", name=re.compile(r"^9 h .*Bureau en open space"))
    expect(page).to_have_url(re.compile(f"jour={house.day.isoformat()}"))
    _press(page, chip)
    dialog = page.get_by_role("dialog", name="Réserver : Bureau en open space")
    _tab_to(page, dialog.get_by_label("Fin"))
    for _ in range(4):  # by quarters of an hour, from ten o'clock: an hour is proposed
        page.keyboard.press("ArrowDown")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*6,00\s€"))
    _press(page, dialog.get_by_role("button", name=re.compile("obligation de paiement")))
    expect(page).to_have_url(re.compile("/mes-reservations/"))
    expect(page.get_by_text("Confirmée")).to_be_visible()
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (house.at(9), house.at(11))
    _cancel_after_second_thoughts(page)


def _cancel_after_second_thoughts(page: Page) -> None:
    """Escape leaves the dialog and gives the focus back; the second time it is meant."""
    cancel = page.get_by_role("button", name="Annuler la réservation")
    _press(page, cancel)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(cancel).to_be_focused()
    assert Booking.objects.get().state == "confirmed"
    page.keyboard.press("Enter")
    _press(page, page.get_by_role("dialog").get_by_role("button", name="Annuler la réservation"))
    expect(page.get_by_role("main")).to_contain_text("C’est annulé. La place est rendue.")
    assert Booking.objects.get().state == "cancelled"


def test_no_key_is_lost_while_a_dialog_closes(page_of: Callable[..., Page], house: House) -> None:
    """Enter right behind Escape: the second key must not fall between the two states.

    A browser tells of a closed dialog a moment after it has closed; a screen that waits to be told
    takes the second key for the first dialog's, about one time in four.
    """
    page = page_of(house.member)
    page.goto(f"/mes-reservations/{_booked(house).pk}")
    cancel = page.get_by_role("button", name="Annuler la réservation")
    dialog = page.get_by_role("dialog", name="Annuler cette réservation ?")
    cancel.press("Enter")
    for _ in range(ROUNDS):
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(cancel).to_be_focused()


def _booked(house: House) -> Booking:
    return create_booking(
        BookingRequest(
            period=house.period(9, 11),
            items=(ItemRequest(offer_id=house.desks.pk),),
            person=house.member,
        ),
        by=house.member,
        now=clock.now(),
    )


def _press(page: Page, target: Locator) -> None:
    _tab_to(page, target)
    page.keyboard.press("Enter")


def _tab_to(page: Page, target: Locator) -> None:
    """Tab until there; every stop on the way is to be seen."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        assert page.evaluate(_SHOWN_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} can't be reached by Tab")
