"""The planning: residents take what is free; the team drags, takes back, books and blocks."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Person
from bookings.models import Block, Booking, Claim
from bookings.request import BookingRequest, ItemRequest
from bookings.services.create_booking import create_booking
from core import clock
from spaces.models import Offer
from tests.browser.house import CLOSES, OPENS, House
from tests.browser.looking import look


def at(house: House, site: str, *, team: bool = True, more: str = "&forme=frise") -> str:
    path = "/accueil/planning" if team else "/planning"
    return f"{path}?site={site}&jour={house.day.isoformat()}{more}"


def _book(house: House, offer: Offer, start: int, end: int, person: Person) -> Booking:
    named = offer.members.first() if offer.choose_by_name else None
    resource = named.resource_id if named else None
    request = BookingRequest(
        period=house.period(start, end),
        items=(ItemRequest(offer.pk, 1, resource),),
        person=person,
    )
    return create_booking(request, by=person, now=clock.now())


def _line(page: Page, name: str) -> Locator:
    header = page.get_by_role("rowheader", name=re.compile(rf"^{re.escape(name)}"))
    return page.locator("[data-row]").filter(has=header).locator("[data-track]")


def _point(line: Locator, hour: float) -> tuple[float, float]:
    """Where that hour is on the line, at its middle."""
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    share = (hour - OPENS) / (CLOSES - OPENS)
    return box["x"] + share * box["width"], box["y"] + min(box["height"] / 2, 20)


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(
            start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8
        )
    page.mouse.up()


def _machines(house: House) -> list[str]:
    rows = house.printers.members.order_by("resource__position", "resource__name_fr")
    return [member.resource.name_fr for member in rows.select_related("resource")]


def _thing_of(booking: Booking) -> str:
    claim = Claim.objects.select_related("resource").get(booking=booking, active=True)
    return claim.resource.name_fr


def test_a_resident_sees_that_it_is_taken_and_takes_a_free_time(
    page_of: Callable[..., Page], house: House
) -> None:
    _book(house, house.room, 9, 11, house.maker)
    mine = _book(house, house.room, 16, 17, house.member)
    page = page_of(house.member)
    page.goto(at(house, "maison", team=False))
    room = _line(page, house.room.members.get().resource.name_fr)
    expect(room.locator("[data-bar]")).to_have_text(["Occupé", "Ma réservation"])
    expect(page.get_by_role("main")).not_to_contain_text("Rose Delattre")
    expect(room.locator(f'a[href="/mes-reservations/{mine.pk}"]')).to_be_visible()
    _drag(page, _point(room, 13.1), _point(room, 14.9))
    dialog = page.get_by_role("dialog", name="Réserver : Salle Opale")
    expect(dialog).to_contain_text(re.compile(r"Prix\s*30,00\s€"))
    dialog.get_by_role("button", name=re.compile("obligation de paiement")).click()
    expect(page).to_have_url(re.compile("/mes-reservations/"))
    booking = Booking.objects.latest("created_at")
    assert (booking.starts_at, booking.ends_at) == (house.at(13), house.at(15))


def test_a_host_drags_to_another_hour_and_machine_and_takes_it_back(
    page_of: Callable[..., Page], house: House
) -> None:
    booking = _book(house, house.printers, 9, 11, house.maker)
    first = _thing_of(booking)
    [other] = [name for name in _machines(house) if name != first]
    page = page_of(house.director)
    page.goto(at(house, "fablab"))
    expect(_line(page, first).get_by_text("Rose Delattre")).to_be_visible()
    _drag(page, _point(_line(page, first), 9.5), _point(_line(page, other), 14.5))
    done = page.get_by_role("status").filter(has_text="Déplacée au")
    expect(done).to_contain_text(re.compile(rf"14 h – 16 h, {other}"))
    expect(_line(page, other).get_by_text("Rose Delattre")).to_be_visible()
    booking.refresh_from_db()
    assert (booking.starts_at, _thing_of(booking)) == (house.at(14), other)
    page.keyboard.press("Control+z")
    expect(done).to_have_count(0)
    expect(_line(page, first).get_by_text("Rose Delattre")).to_be_visible()
    booking.refresh_from_db()
    assert (booking.starts_at, booking.ends_at) == (house.at(9), house.at(11))
    assert _thing_of(booking) == first


@pytest.mark.complains
def test_what_the_server_refuses_springs_back_with_its_reason(
    page_of: Callable[..., Page], house: House
) -> None:
    """A rival whom the page has not seen yet has the hour; what is proposed instead is taken."""
    booking = _book(house, house.room, 9, 10, house.member)
    page = page_of(house.director)
    page.goto(at(house, "maison"))
    room = _line(page, house.room.members.get().resource.name_fr)
    expect(room.locator("[data-bar]")).to_have_count(1)
    _book(house, house.room, 14, 15, house.maker)
    _drag(page, _point(room, 9.5), _point(room, 14.5))
    main = page.get_by_role("main")
    expect(main).to_contain_text("Rien n’a été déplacé.")
    expect(main).to_contain_text("La place vient d’être prise.")
    expect(main).to_contain_text("Appelez le")
    booking.refresh_from_db()
    assert booking.starts_at == house.at(9)
    proposals = page.get_by_role("group", name="Nous pouvons vous proposer")
    proposals.get_by_role("button").first.click()
    expect(page.get_by_role("status").filter(has_text="Déplacée au")).to_be_visible()
    booking.refresh_from_db()
    assert booking.starts_at != house.at(9)


def test_a_host_blocks_a_free_time_and_takes_it_back(
    page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.director)
    page.goto(at(house, "fablab"))
    name = _machines(house)[0]
    _drag(page, _point(_line(page, name), 10.1), _point(_line(page, name), 11.9))
    dialog = page.get_by_role("dialog", name=name)
    dialog.get_by_label("Note").fill("Buse bouchée")
    dialog.get_by_role("button", name="Bloquer").click()
    expect(_line(page, name).get_by_text("Buse bouchée")).to_be_visible()
    block = Block.objects.get()
    assert (block.starts_at, block.ends_at) == (house.at(10), house.at(12))
    _drag(page, _point(_line(page, name), 10.5), _point(_line(page, name), 16.5))
    expect(page.get_by_role("status").filter(has_text="Blocage déplacé")).to_be_visible()
    block.refresh_from_db()
    assert (block.starts_at, block.ends_at) == (house.at(16), house.at(18))
    page.get_by_role("button", name=re.compile("^Revenir")).click()
    expect(page.get_by_role("status").filter(has_text="Blocage déplacé")).to_have_count(0)
    block.refresh_from_db()
    assert block.starts_at == house.at(10)


def test_a_chosen_time_goes_along_to_whom_it_is_for(
    page_of: Callable[..., Page], house: House
) -> None:
    page = page_of(house.director)
    page.goto(at(house, "maison"))
    room = _line(page, house.room.members.get().resource.name_fr)
    _drag(page, _point(room, 10.1), _point(room, 11.9))
    page.get_by_role("dialog").get_by_role("link", name="Réserver pour quelqu’un").click()
    page.get_by_label("Nom, adresse ou téléphone").fill("Paul")
    page.get_by_role("link", name=re.compile("Paul Merlin")).click()
    dialog = page.get_by_role("dialog", name="Réserver : Salle Opale")
    expect(dialog.get_by_label("Fin")).to_contain_text("12 h")
    dialog.get_by_role("button", name=re.compile("30,00 €")).click()
    expect(page).to_have_url(re.compile("/mes-reservations/|/accueil/jour/"))
    booking = Booking.objects.get()
    assert (booking.person, booking.starts_at) == (house.member, house.at(10))
    assert booking.ends_at == house.at(12)


def test_the_list_does_the_same_by_keyboard(page_of: Callable[..., Page], house: House) -> None:
    booking = _book(house, house.printers, 9, 11, house.maker)
    first = _thing_of(booking)
    [other] = [name for name in _machines(house) if name != first]
    page = page_of(house.director)
    page.goto(at(house, "fablab", more="&forme=liste"))
    line = page.get_by_role("list", name=first)
    line.get_by_role("button", name=re.compile("Rose Delattre")).press("Enter")
    dialog = page.get_by_role("dialog", name="Rose Delattre")
    dialog.get_by_label("Mettre sur").select_option(label=other)
    dialog.get_by_role("button", name="Changer", exact=True).press("Enter")
    expect(page.get_by_role("list", name=other).get_by_text("Rose Delattre")).to_be_visible()
    assert _thing_of(booking) == other
    page.keyboard.press("Control+z")
    expect(line.get_by_text("Rose Delattre")).to_be_visible()
    assert _thing_of(booking) == first
    line.get_by_role("button", name=re.compile("Rose Delattre")).press("Enter")
    dialog.get_by_role("button", name="Changer l’heure").press("Enter")
    move = page.get_by_role("dialog", name=re.compile("Déplacer|Changer"))
    move.get_by_label("Début").select_option(label="15 h")
    move.get_by_role("button", name=re.compile("15 h")).press("Enter")
    expect(page.get_by_role("status").filter(has_text="Déplacée au")).to_be_visible()
    booking.refresh_from_db()
    assert booking.starts_at == house.at(15)


@pytest.mark.parametrize("form", ["frise", "liste"])
@pytest.mark.parametrize("view", ["jour", "semaine"])
def test_the_planning_is_accessible(
    screen: str, page_of: Callable[..., Page], house: House, form: str, view: str
) -> None:
    _book(house, house.room, 9, 10, house.member)
    _book(house, house.desks, 9, 10, house.member)
    _book(house, house.hall, 12, 13, house.maker)
    found = []
    for person, team in ((house.member, False), (house.director, True)):
        page = page_of(person)
        page.goto(at(house, "maison", team=team, more=f"&forme={form}&vue={view}"))
        expect(page.get_by_role("main")).to_contain_text("Salle")
        where = f"{'team' if team else 'resident'} {screen} {form} {view}"
        found += look(page, where, dense=True)
    assert found == []
