"""Every page for people: axe finds nothing, by day and by night; nothing to scroll sideways.

addresses.py has a line for every route; here are also the states that need steps.

The API's documentation is not ours to draw and is left out; the admin's colours and our own pages
in it are looked at in test_admin_face.py.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from playwright.sync_api import Page, expect

from core import clock
from core.ids import uuid7
from pages.shell import shell
from tests.browser import test_messages
from tests.browser.addresses import (
    NO_PAGE,
    SEEN_ON_THE_WAY,
    SERVER_PAGES,
    Where,
    patterns_of_screens,
    routes_of_server,
    screens,
)
from tests.browser.house import PASSWORD, House
from tests.browser.looking import look
from tests.browser.watching import Watch
from tests.factories import make_booking
from tests.pages.letters import last_code

type_of_page = Callable[..., Page]


def test_every_screen_of_the_routes(screen: str, page_of: type_of_page, house: House) -> None:
    booking = make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    wheres = screens(house, booking)
    assert set(wheres) == set(patterns_of_screens()), "each route has its line in addresses.py"
    assert all(resolve(where.address.partition("?")[0]).func is shell for where in wheres.values())
    assert _look_at(wheres, page_of, house) == []


def test_every_page_of_the_server(screen: str, page_of: type_of_page, house: House) -> None:
    known = [*SERVER_PAGES, *SEEN_ON_THE_WAY, *NO_PAGE]
    assert sorted(known) == sorted(routes_of_server()), "each route has its line in addresses.py"
    assert set(SEEN_ON_THE_WAY.values()) <= {*globals(), *vars(test_messages)}
    assert _look_at(SERVER_PAGES, page_of, house) == []


def _look_at(wheres: dict[str, Where], page_of: type_of_page, house: House) -> list[str]:
    people = {where.who: None for where in wheres.values()}
    pages = {who: page_of(getattr(house, who) if who else None) for who in people}
    found = []
    for route, where in wheres.items():
        page = pages[where.who]
        page.goto(where.address)
        found += look(page, route, dense=where.dense)
    return found


def test_control_what_cannot_be_told_apart_by_night_is_found(
    page_of: type_of_page, house: House
) -> None:
    page = page_of()
    page.goto("/compte/connexion/")
    assert look(page, "as it is") == []
    page.locator("h1").evaluate("it => { it.style.color = 'light-dark(#000, #222)' }")
    assert [line.partition(":")[0] for line in look(page, "painted")] == ["painted, dark"]


def _visitors_states(house: House) -> Iterator[tuple[str, str]]:
    yield "need", "/reserver"
    yield "place", "/reserver?type=desk"
    yield "nothing found", "/reserver?type=room&site=tous&personnes=900"
    yield "booking dialog", f"/offres/{house.desks.pk}?{_times(house, 9, 11)}"
    yield "refusal", f"/offres/{house.room.pk}?{_times(house, 10, 12)}"
    yield "my bookings, signed out", "/mes-reservations"


def test_pages_of_a_visitor(screen: str, page_of: type_of_page, house: House) -> None:
    make_booking(house.room, house.period(9, 13), person=house.maker, now=clock.now())
    page = page_of()
    found = []
    for where, address in _visitors_states(house):
        page.goto(address)
        found += look(page, where)
    assert found == []


def test_pages_of_signing_up(screen: str, page_of: type_of_page, house: House) -> None:
    page = page_of()
    page.goto("/compte/inscription/")
    page.get_by_label("Votre nom").fill("Ida Leroy")
    page.get_by_label("Adresse e-mail").fill("ida@example.org")
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page).to_have_url(re.compile("/compte/adresse/code/"))
    found = look(page, "code of signing up")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Continuer").click()
    found += look(page, "wrong code")
    page = page_of()
    page.goto("/compte/connexion/")
    page.locator("input[name=login]").fill("paul@example.org")
    page.locator("input[name=password]").fill("pas la bonne phrase")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += look(page, "wrong password")
    assert found == []


def test_pages_of_a_code_to_sign_in(screen: str, page_of: type_of_page, house: House) -> None:
    page = page_of()
    page.goto("/compte/connexion/code/")
    page.locator("input[name=email]").fill("paul@example.org")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/connexion/code/saisir/"))
    assert look(page, "code to sign in") == []


def test_pages_of_somebody_without_a_password(
    screen: str, page_of: type_of_page, house: House
) -> None:
    house.member.set_unusable_password()
    house.member.save()
    page = page_of(house.member)
    page.goto("/compte/mot-de-passe/choisir/")
    expect(page).to_have_url(re.compile("/mot-de-passe/choisir/"))
    assert look(page, "first password") == []


def test_pages_of_a_lost_password(screen: str, page_of: type_of_page, house: House) -> None:
    page = page_of()
    page.goto("/compte/mot-de-passe/oublie/")
    page.locator("input[name=email]").fill("paul@example.org")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/oublie/code/"))
    found = look(page, "code of a lost password")
    page.get_by_label("Code").fill(last_code("paul@example.org"))
    page.get_by_role("main").get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/oublie/nouveau/"))
    found += look(page, "new password")
    assert found == []


def test_pages_of_a_person(screen: str, page_of: type_of_page, house: House) -> None:
    booking = make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    page = page_of(house.member)
    found: list[str] = []
    page.goto(f"/mes-reservations/{booking.pk}")
    for button in ("Déplacer", "Annuler la réservation"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found += look(page, f"dialog {button}")
        page.keyboard.press("Escape")
    page.goto(f"/offres/{house.printers.pk}")
    page.get_by_role("button", name="Demander une initiation").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_text("À corriger avant de continuer")).to_be_visible()
    found += look(page, "asking to be trained")
    page.goto("/compte/jetons/")
    page.get_by_label("Nom").fill("Écran de l’entrée")
    page.get_by_role("button", name="Créer un jeton").click()
    expect(page.locator(".key")).to_be_visible()
    found += look(page, "a new token")
    assert found == []


def test_pages_of_the_second_factor(screen: str, page_of: type_of_page, house: House) -> None:
    page = page_of(house.member)
    page.goto("/compte/double-verification/activer/")
    found = look(page, "who are you")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/double-verification/activer/"))
    found += look(page, "setting up a second factor")
    secret = re.sub(r"\W", "", page.locator(".key").inner_text())
    page.get_by_label("Code").fill(_code_of(secret))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/double-verification/codes/"))
    found += look(page, "codes for the day the telephone is lost")
    for where in ("", "desactiver/", "codes/nouveaux/"):
        page.goto(f"/compte/double-verification/{where}")
        found += look(page, f"second factor set up: {where}")
    page.goto("/compte/confirmer/double-verification/")
    expect(page).to_have_url(re.compile("/confirmer/double-verification/"))
    found += look(page, "who are you, with the second factor")
    page = page_of()
    page.goto("/compte/connexion/")
    page.locator("input[name=login]").fill("paul@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/connexion/double-verification/"))
    found += look(page, "asked for the second factor")
    assert found == []


def _code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_pages_of_staff(screen: str, page_of: type_of_page, house: House, watch: Watch) -> None:
    make_booking(house.desks, house.period(9, 11), person=house.member, now=clock.now())
    make_booking(house.hall, house.period(14, 16), person=house.maker, now=clock.now())
    watch.refusals(409)
    page = page_of(house.host)
    found = []
    page.goto(f"/accueil/jour?site=maison&day={house.day.isoformat()}")
    expect(page.get_by_role("link", name="Paul Merlin")).to_be_visible()
    found += look(page, "day", dense=True)
    page.get_by_role("button", name="Encaisser – Paul Merlin").click()
    found += look(page, "settling")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Refuser – Rose Delattre").click()
    found += look(page, "declining")
    page.goto("/accueil/reserver")
    page.get_by_label("Nom, adresse ou téléphone").fill("Paul Merlin")
    expect(page.get_by_role("link", name=re.compile("Paul Merlin"))).to_be_visible()
    found += look(page, "finding somebody")
    page.get_by_label("Téléphone ou adresse e-mail").fill("06 39 98 00 01")
    page.get_by_role("button", name="Créer et réserver").click()
    expect(page.get_by_role("heading", name="Ressemble à…")).to_be_visible()
    found += look(page, "looks like")
    page.goto("/accueil/bloquer?site=maison")
    expect(page.get_by_role("group", name="Quoi ?")).to_be_visible()
    found += look(page, "blocking")
    assert found == []


def test_pages_of_what_is_not_there(
    screen: str, page_of: type_of_page, house: House, watch: Watch
) -> None:
    watch.refusals(404, 400)
    page = page_of(house.member)
    found = []
    for where, address in (
        ("no such page", "/nulle-part"),
        ("no such booking", f"/mes-reservations/{uuid7()}"),
        ("no such offer", f"/offres/{uuid7()}"),
    ):
        page.goto(address)
        found += look(page, where)
    assert found == []


@pytest.mark.parametrize(
    ("template", "status"),
    [
        ("403.html", 403),
        ("429.html", 429),
        ("500.html", 500),
        ("pages/csrf_failure.html", 403),
        ("pages/not_built.html", 503),
    ],
)
def test_pages_of_what_went_wrong(
    template: str,
    status: int,
    page_of: type_of_page,
    house: House,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server's own pages, answered in place of the screens."""

    def fail(request: HttpRequest, *_: object) -> HttpResponse:
        if status == 500:
            raise RuntimeError("broken on purpose")
        return render(request, template, status=status)

    monkeypatch.setattr("pages.shell.render", fail)
    watch.refusals(status)
    page = page_of()
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/")
        found += look(page, f"{template} at {width}")
    assert found == []


def _times(house: House, start: int, end: int) -> str:
    return f"debut={house.at(start):%Y-%m-%dT%H:%M:%SZ}&fin={house.at(end):%Y-%m-%dT%H:%M:%SZ}"
