"""Where to see each screen of routes.ts and each page of pages/urls.py, and as whom.

What a new route lacks here, test_accessibility.py misses aloud.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from bookings.models import Booking
from pages.shell import shell
from tests.browser.house import House

ROUTES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "lib" / "router" / "routes.ts"


@dataclass(frozen=True)
class Where:
    """An address; `who` is the name of one of the house's people, a visitor without."""

    address: str
    who: str | None = None
    dense: bool = False  # staff's lists may have smaller targets


def screens(house: House, booking: Booking) -> dict[str, Where]:
    """By pattern of routes.ts; `booking` is the member's, at the place, on the day."""
    of_the_day = f"?site=maison&day={house.day}"
    planned = f"?site=maison&jour={house.day}"
    return {
        "/": Where("/"),
        "/reserver": Where(f"/reserver?type=tout&site=tous&jour={house.day}"),
        "/offres/:id": Where(f"/offres/{house.printers.pk}"),
        "/planning": Where(f"/planning{planned}", "member", dense=True),
        "/sites/:slug": Where("/sites/maison"),
        "/mes-reservations": Where("/mes-reservations", "member"),
        "/mes-reservations/calendriers": Where("/mes-reservations/calendriers", "member"),
        "/mes-reservations/:id": Where(f"/mes-reservations/{booking.pk}", "member"),
        "/profil": Where("/profil", "member"),
        "/accueil/jour": Where(f"/accueil/jour{of_the_day}", "host", dense=True),
        "/accueil/jour/:id": Where(f"/accueil/jour/{booking.pk}", "host"),
        "/accueil/planning": Where(f"/accueil/planning{planned}", "host", dense=True),
        "/accueil/messages": Where("/accueil/messages?site=maison", "host", dense=True),
        "/accueil/reserver": Where("/accueil/reserver", "host"),
        "/accueil/bloquer": Where("/accueil/bloquer?site=maison", "host"),
        "/accueil/occupation": Where("/accueil/occupation?periode=mois", "host", dense=True),
    }


SERVER_PAGES = {
    "/aide/": Where("/aide/"),
    "/aide/<slug:slug>/": Where("/aide/accueil/"),
    "/compte/": Where("/compte/", "member"),
    "/compte/jetons/": Where("/compte/jetons/", "member"),
    "/compte/connexion/": Where("/compte/connexion/"),
    "/compte/connexion/code/": Where("/compte/connexion/code/"),
    "/compte/deconnexion/": Where("/compte/deconnexion/", "member"),
    "/compte/inscription/": Where("/compte/inscription/"),
    "/compte/inactif/": Where("/compte/inactif/"),
    "/compte/adresse/": Where("/compte/adresse/", "member"),
    "/compte/confirmer/": Where("/compte/confirmer/", "member"),
    "/compte/mot-de-passe/": Where("/compte/mot-de-passe/", "member"),
    "/compte/mot-de-passe/oublie/": Where("/compte/mot-de-passe/oublie/"),
    "/compte/mot-de-passe/oublie/fait/": Where("/compte/mot-de-passe/oublie/fait/"),
    "/compte/double-verification/": Where("/compte/double-verification/", "member"),
}

# Pages that need steps before them are looked at by the tests that take those steps.
SEEN_ON_THE_WAY = {
    "/compte/adresse/code/": "test_pages_of_signing_up",
    "/compte/connexion/code/saisir/": "test_pages_of_a_code_to_sign_in",
    "/compte/connexion/double-verification/": "test_pages_of_the_second_factor",
    "/compte/confirmer/double-verification/": "test_pages_of_the_second_factor",
    "/compte/mot-de-passe/choisir/": "test_pages_of_somebody_without_a_password",
    "/compte/mot-de-passe/oublie/code/": "test_pages_of_a_lost_password",
    "/compte/mot-de-passe/oublie/nouveau/": "test_pages_of_a_lost_password",
    "/compte/double-verification/activer/": "test_pages_of_the_second_factor",
    "/compte/double-verification/desactiver/": "test_pages_of_the_second_factor",
    "/compte/double-verification/codes/": "test_pages_of_the_second_factor",
    "/compte/double-verification/codes/nouveaux/": "test_pages_of_the_second_factor",
    "/demo/courrier/": "test_letters_of_the_demo_are_read_in_the_house",
    "/demo/courrier/<uuid:message_id>/": "test_letters_of_the_demo_are_read_in_the_house",
}

# Answers that are no pages: a form's goal, a file, a redirect.
NO_PAGE = {
    "/compte/modifier/",
    "/compte/questions/",
    "/compte/jetons/<uuid:token_id>/supprimer/",
    "/compte/double-verification/codes/telecharger/",
    "/mes-reservations/<uuid:booking_id>/agenda.ics",
    "/demo/courrier/<uuid:message_id>/page/",
    "/demo/courrier/<uuid:message_id>/agenda/",
    "/langue/",
    "/robots.txt",
    "/favicon.ico",
    "/site.webmanifest",
}


def patterns_of_screens() -> list[str]:
    return re.findall(r"pattern: '([^']+)'", ROUTES.read_text())


def routes_of_server() -> list[str]:
    """The addresses of pages/urls.py that are not the shell of a screen."""
    found = _routes(get_resolver("pages.urls"), "/")
    return [route for route, view in found if view is not shell]


def _routes(resolver: URLResolver, before: str) -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from _routes(pattern, route)
