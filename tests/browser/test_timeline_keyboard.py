"""The timeline without a mouse: every act by keys; by a finger, which scrolls until it presses."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from bookings.models import Booking, Claim
from core import clock
from tests.browser.house import House
from tests.factories import make_booking

MOST_TABS, MOST_STEPS = 60, 60
STILL = 1500  # milliseconds: a swipe that still runs on is not to be caught


@dataclass(frozen=True)
class Hands:
    """Somebody with a keyboard, who hears what the page says."""

    page: Page

    def press(self, *keys: str) -> None:
        """One key after the other; where the focus goes is always to be seen."""
        for key in keys:
            self.page.keyboard.press(key)
            assert self.page.evaluate(
                "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            ), self.page.evaluate("document.activeElement.outerHTML")

    def hears(self, what: str) -> None:
        said = self.page.locator(".visually-hidden[aria-live=polite]")
        expect(said).to_have_text(re.compile(what.replace(" ", r"\s")))

    def stands_on(self, what: str) -> None:
        expect(self.stop).to_have_attribute("aria-label", re.compile(what.replace(" ", r"\s")))

    @property
    def stop(self) -> Locator:
        return self.page.locator("[role=grid] :focus")

    def tab_into_the_grid(self) -> None:
        for _ in range(MOST_TABS):
            if self.stop.count():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("the timeline can't be reached by Tab")

    def walk_to(self, what: str, key: str = "ArrowRight") -> None:
        for _ in range(MOST_STEPS):
            if re.search(what, self.stop.get_attribute("aria-label") or ""):
                return
            self.press(key)
        raise AssertionError(f"{what} can't be reached by {key}")


@pytest.fixture
def hands(page_of: Callable[..., Page], house: House) -> Callable[[str], Hands]:
    def at(address: str) -> Hands:
        page = page_of(house.director)
        page.goto(f"/accueil/planning?forme=frise&{address}")
        expect(page.get_by_role("grid")).to_be_visible()
        found = Hands(page)
        found.tab_into_the_grid()
        return found

    return at


def _machines(house: House) -> list[str]:
    rows = house.printers.members.order_by("resource__position", "resource__name_fr")
    return [member.resource.name_fr for member in rows.select_related("resource")]


def _printing(house: House, machine: str, start: int, end: int) -> Booking:
    resource = house.printers.members.get(resource__name_fr=machine).resource_id
    return make_booking(
        house.printers,
        house.period(start, end),
        person=house.maker,
        now=clock.now(),
        resource_id=resource,
    )


def _now_at(booking: Booking, house: House) -> tuple[int, int, str]:
    """Its hours on the day, and the thing that it takes."""
    booking.refresh_from_db()
    ends = (booking.starts_at, booking.ends_at)
    first, last = (round((one - house.at(0)).total_seconds() / 3600) for one in ends)
    claim = Claim.objects.select_related("resource").get(booking=booking, active=True)
    return first, last, claim.resource.name_fr


def test_move_and_resize_by_keys(hands: Callable[[str], Hands], house: House) -> None:
    alpha, bravo = _machines(house)
    booking = _printing(house, alpha, 9, 11)
    by = hands(f"site=fablab&jour={house.day}")
    by.stands_on(f"^{alpha}, .*, 8 h – 8 h")
    by.walk_to("Rose Delattre")
    by.press("m")
    by.hears(f"^Déplacer Rose Delattre, {alpha}, .*, 9 h – 11 h$")
    by.press(*["Shift+ArrowRight"] * 5, "ArrowDown")
    by.hears(f"^{bravo}, 14 h – 16 h$")
    by.press("Enter")
    by.hears(rf"^Déplacée au .*, 14 h – 16 h, {bravo}\.$")
    assert _now_at(booking, house) == (14, 16, bravo)
    by.stands_on("^Rose Delattre, .* 14 h – 16 h")
    by.press("r", "Shift+ArrowRight", "ArrowUp", "Shift+ArrowLeft")
    by.hears("^13 h – 17 h$")
    by.press("Enter")
    by.hears("^Déplacée au .*, 13 h – 17 h")
    assert _now_at(booking, house) == (13, 17, bravo)
    by.press("m", "Shift+ArrowLeft", "Escape")
    by.hears("^Annulé : rien n’a changé")
    assert _now_at(booking, house) == (13, 17, bravo)


def test_a_conflict_is_heard_and_refused(hands: Callable[[str], Hands], house: House) -> None:
    alpha, _ = _machines(house)
    booking = _printing(house, alpha, 9, 11)
    _printing(house, alpha, 12, 13)
    by = hands(f"site=fablab&jour={house.day}")
    by.walk_to("Rose Delattre")
    by.press("r", "Shift+ArrowRight")
    by.hears("^9 h – 12 h$")
    by.press("Shift+ArrowRight")
    by.hears("^9 h – 13 h, impossible : déjà pris")
    ghost = by.page.locator(".draft")
    expect(ghost).to_have_class(re.compile("conflict"))
    expect(ghost).to_have_attribute("data-text", re.compile("⚠"))
    by.press("Enter")
    expect(ghost).to_be_visible()
    by.press("Escape")
    expect(ghost).to_have_count(0)
    assert _now_at(booking, house) == (9, 11, alpha)


def test_choose_and_open_by_keys(hands: Callable[[str], Hands], house: House) -> None:
    alpha, _ = _machines(house)
    _printing(house, alpha, 9, 11)
    by = hands(f"site=fablab&jour={house.day}")
    by.walk_to("Rose Delattre")
    by.press("Enter")
    expect(by.page.get_by_role("dialog")).to_contain_text("Rose Delattre")
    by.page.keyboard.press("Escape")
    by.stands_on("^Rose Delattre")
    by.press("ArrowRight")
    by.stands_on(f"^{alpha}, .*, 11 h – 11 h.*, libre$")
    by.press("Enter", "Shift+ArrowRight", "Shift+ArrowRight")
    by.page.keyboard.press("Enter")
    dialog = by.page.get_by_role("dialog", name=alpha)
    expect(dialog).to_contain_text(re.compile(r"11\sh – 13\sh"))
    by.page.keyboard.press("Escape")
    by.stands_on(f"^{alpha}, .*, 11 h – 11 h.*, libre$")


def test_unfold_a_line_and_move_within_it(hands: Callable[[str], Hands], house: House) -> None:
    booking = make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    by = hands(f"site=maison&jour={house.day}")
    by.walk_to("^Bureau en open space", "ArrowDown")
    lines = by.page.get_by_role("row").count()
    by.press("Space")
    by.hears("^Bureau en open space : 4 lignes dépliées")
    expect(by.page.get_by_role("row")).to_have_count(lines + 4)
    by.press("Shift+ArrowRight")
    by.walk_to("Paul Merlin", "ArrowDown")
    _, _, before = _now_at(booking, house)
    by.press("m", "ArrowDown" if before == _first_seat(house) else "ArrowUp")
    by.page.keyboard.press("Enter")
    expect(by.page.get_by_role("status").filter(has_text="Déplacée au")).to_be_visible()
    start, end, after = _now_at(booking, house)
    assert (start, end) == (9, 11)
    assert after != before
    by.press("Space")
    by.hears("^Bureau en open space : replié")
    expect(by.page.get_by_role("row")).to_have_count(lines)
    by.stands_on("^Bureau en open space, .*, 1 / 4 occupées")


def _first_seat(house: House) -> str:
    rows = house.desks.members.order_by("resource__position", "resource__name_fr")
    return rows.select_related("resource")[0].resource.name_fr


def test_look_around_by_keys(hands: Callable[[str], Hands], house: House) -> None:
    by = hands(f"site=maison&jour={house.day}&vue=trois")
    width = by.page.get_by_role("grid").bounding_box()
    by.press("+")
    by.hears(r"^Agrandi 2 fois\.$")
    wider = by.page.get_by_role("grid").bounding_box()
    assert width
    assert wider
    assert wider["width"] > 1.5 * width["width"]
    by.press("-")
    by.hears("^Tout tient")
    by.press("End")
    by.hears("– 20 h, ")
    by.press("PageDown", "PageDown", "Home")
    by.hears("8 h – 8 h")
    by.press("Control+End")
    last = by.stop.get_attribute("aria-label")
    by.press("Control+Home")
    assert by.stop.get_attribute("aria-label") != last
    by.press("n")
    by.hears("^Maintenant n’est pas dans les jours montrés")
    by.page.keyboard.press("?")
    expect(by.page.get_by_role("dialog", name="Touches du clavier")).to_be_visible()
    by.page.keyboard.press("Escape")
    by.stands_on("8 h – 8 h")


def test_go_to_now_by_keys(hands: Callable[[str], Hands], house: House) -> None:
    """The house may be shut at this hour: day and night are shown first."""
    by = hands("site=maison")
    nights = by.page.get_by_role("button", name="Jour et nuit")
    nights.focus()
    by.page.keyboard.press("Enter")
    expect(nights).to_have_attribute("aria-pressed", "true")
    by.tab_into_the_grid()
    by.press("Home", "n")
    shown = by.page.locator(".head .present").inner_text().split()[0]
    by.stands_on(f", {shown} h")


def test_the_timeline_follows_a_drag_over_its_edge(
    page_of: Callable[..., Page], house: House
) -> None:
    booking = make_booking(house.room, house.period(9, 10), person=house.member, now=clock.now())
    page = page_of(house.director)
    page.goto(f"/accueil/planning?forme=frise&site=maison&jour={house.day}")
    for _ in range(2):
        page.get_by_role("button", name="Agrandir").click()
    bar = page.get_by_role("button", name=re.compile("^Paul Merlin"))
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    scroller = page.locator(".scroller")
    edge = scroller.bounding_box()
    assert box
    assert edge
    before = scroller.evaluate("(one) => one.scrollLeft")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(edge["x"] + edge["width"] - 6, box["y"] + 10, steps=6)
    expect(page.locator(".draft")).to_have_attribute("data-text", re.compile(r"1[6-9]\sh"))
    assert scroller.evaluate("(one) => one.scrollLeft") > before + 300
    page.keyboard.press("Escape")
    page.mouse.up()
    assert _now_at(booking, house)[:2] == (9, 10)


@pytest.mark.parametrize("screen", ["390"])
def test_a_finger_scrolls_and_after_a_long_press_drags(
    screen: str, page_of: Callable[..., Page], house: House
) -> None:
    booking = make_booking(house.room, house.period(9, 10), person=house.member, now=clock.now())
    page = page_of(house.member)
    page.goto(f"/planning?forme=frise&site=maison&jour={house.day}")
    bar = page.get_by_role("link", name=re.compile("^Ma réservation"))
    bar.scroll_into_view_if_needed()
    scroller = page.locator(".scroller")
    scroller.evaluate("(one) => { one.scrollLeft = 0; }")
    _swipe(page, bar, -120, is_long=False)
    assert scroller.evaluate("(one) => one.scrollLeft") > 60
    assert _now_at(booking, house)[:2] == (9, 10)
    page.wait_for_timeout(STILL)
    scroller.evaluate("(one) => { one.scrollLeft = 0; }")
    _swipe(page, bar, 68, is_long=True)
    expect(page.get_by_role("status").filter(has_text="Déplacée au")).to_be_visible()
    start, end, _ = _now_at(booking, house)
    assert end - start == 1
    assert start in {10, 11}


def _swipe(page: Page, bar: Locator, far: int, *, is_long: bool) -> None:
    """A finger on the bar, kept there until it has it when `is_long`, then moved sideways."""
    box = bar.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    if is_long:
        expect(page.locator(".draft")).to_be_visible()
    for step in range(1, 9):
        there = at | {"x": at["x"] + far * step / 8}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [there]})
        page.wait_for_timeout(20)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)
