"""Every picture of README and docs/fr: whose screen, which address, and the steps before."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
HEAVIEST = 150_000  # bytes


def nothing(page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Picture:
    """`who` is the e-mail of a demo account, without its domain; a visitor without.

    `part` is a selector: the picture shows that alone.
    """

    name: str
    address: str
    who: str = ""
    phone: bool = False
    part: str = ""
    steps: Callable[[Page], None] = nothing

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.webp"


def settle(page: Page) -> None:
    page.get_by_role("button", name="Encaisser").first.click()
    page.get_by_role("dialog").wait_for()


def find_somebody(page: Page) -> None:
    page.get_by_label("Nom, adresse ou téléphone").fill("Paula")
    page.get_by_role("link", name="Paula Projet").wait_for()


def close_a_day(page: Page) -> None:
    page.locator("[name=site]").select_option(label="Maison du numérique")
    for field, words in (("first", "10/12/2026"), ("last", "11/12/2026")):
        page.locator(f"[name={field}_day]").fill(words)
    page.locator("[name=reason_fr]").fill("Travaux")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Enregistrer quand même").wait_for()


def choose_a_printer(page: Page) -> None:
    page.locator("summary").filter(has_text="Imprimante").click()
    page.get_by_role("checkbox", name="Imprimante 2", exact=True).check()


DAY, COUNTER = "/accueil/jour?site=maison", "accueil-maison"
FABLAB = "fab"

PICTURES = (
    Picture("accueil", "/"),
    Picture("accueil-telephone", "/", phone=True),
    Picture("mes-reservations-telephone", "/mes-reservations", "projet", phone=True),
    Picture("jour", DAY, COUNTER),
    Picture("jour-telephone", DAY, COUNTER, phone=True),
    Picture("planning", "/accueil/planning?site=maison", COUNTER),
    Picture("encaisser", DAY, COUNTER, part="dialog", steps=settle),
    Picture("reserver-pour", "/accueil/reserver", COUNTER, steps=find_somebody),
    Picture("bloquer", "/accueil/bloquer?site=marcel-doret", FABLAB, steps=choose_a_printer),
    Picture("messages", "/accueil/messages?site=maison", COUNTER),
    Picture("occupation", "/accueil/occupation?site=maison", "direction"),
    Picture("lieu", "/sites/maison"),
    Picture("reglages", "/admin/", "direction"),
    Picture("fermeture-touchees", "/admin/spaces/closure/add/", "direction", steps=close_a_day),
)
