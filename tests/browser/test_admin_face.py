"""The admin in the house's colours: every text is read by day and by night, nothing is too wide.

unfold draws these pages; looked at is what the house has set: its colours and its own pages.
"""

from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bookings.models import Booking
from core import clock
from spaces.models import Hours
from tests.browser.house import House
from tests.browser.looking import bring_axe, sideways, too_pale
from tests.factories import make_booking

BY_NIGHT = "document.documentElement.classList.contains('dark')"


@pytest.fixture
def booking(house: House) -> Booking:
    return make_booking(house.desks, house.period(10, 12), person=house.member, now=clock.now())


@pytest.fixture
def desk(page_of: Callable[..., Page], house: House) -> Page:
    return page_of(house.director)


def complaints(page: Page, where: str) -> Iterator[str]:
    """What is too pale by day and by night, and how much too wide; unfold asks once, on loading."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(where)
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate(BY_NIGHT) is (scheme == "dark")
        yield from pale(page, f"{where} {scheme}")
    if sideways(page) > 0:
        yield f"{where}: {sideways(page)} pixels too wide"


def pale(page: Page, where: str) -> Iterator[str]:
    bring_axe(page)
    yield from (f"{where}: {line}" for line in too_pale(page))


def test_every_kind_of_page_can_be_read(
    desk: Page, house: House, booking: Booking, screen: str
) -> None:
    pages = (
        reverse("admin:index"),
        reverse("admin:bookings_booking_changelist"),
        reverse("admin:bookings_booking_change", args=(booking.pk,)),
        reverse("admin:spaces_offer_changelist"),
        reverse("admin:spaces_offer_change", args=(house.desks.pk,)),
        reverse("admin:spaces_policy_add"),
        reverse("admin:spaces_closure_add"),
        reverse("admin:spaces_hours_change", args=(Hours.objects.earliest("pk").pk,)),
    )
    assert [line for where in pages for line in complaints(desk, where)] == []


def test_whom_a_change_touches_can_be_read_and_reached(
    desk: Page, house: House, booking: Booking, screen: str
) -> None:
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        desk.goto(reverse("admin:spaces_policy_change", args=(house.desks.policy.pk,)))
        desk.locator("#id_max_minutes").fill("60")
        desk.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(desk.get_by_text("1 réservation touchée")).to_be_visible()
        assert [*pale(desk, scheme)] == []
        assert sideways(desk) == 0
    desk.get_by_role("button", name="Enregistrer quand même").click()
    desk.get_by_role("link", name="les voir, pour prévenir").click()
    expect(desk.get_by_text("Paul Merlin")).to_be_visible()
    house.desks.policy.refresh_from_db()
    assert house.desks.policy.max_minutes == 60


def test_the_chosen_rows_act_can_be_read(desk: Page, house: House) -> None:
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        desk.goto(reverse("admin:spaces_offer_changelist"))
        desk.locator("input.action-select").first.check()
        expect(desk.locator("#changelist-actions")).to_be_visible()
        assert [*pale(desk, scheme)] == []


def test_control_a_text_of_unfolds_own_grey_is_too_pale(desk: Page, house: House) -> None:
    desk.goto(reverse("admin:index"))
    grey = "document.documentElement.style.setProperty('--color-font-default-light', '#9ca3af')"
    desk.evaluate(grey)
    assert [*pale(desk, "light")] != []
