"""The guides under /aide/: what they name exists, what leads to them arrives."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from pages.guide_text import read_guide
from pages.guides import GUIDES, read

pytestmark = pytest.mark.django_db
CLONE = Path(settings.BASE_DIR)
FILES = sorted({file for texts in GUIDES.values() for file in texts.values()})
FRENCH = [file for file in FILES if file.startswith("docs/fr/")]
CHAPTERS = CLONE / "frontend" / "src" / "shell" / "help.ts"
BANNED = re.compile(r"\b(slot|booking|pool|quota|invalide|erreur)s?\b", re.IGNORECASE)


def page(slug: str, language: str = "fr") -> str:
    answer = Client().get(f"/aide/{slug}/", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_is_a_page_with_its_chapters_and_its_pictures(slug: str) -> None:
    shown = page(slug)
    anchors = set(re.findall(r'<h[23] id="([\w-]+)"', shown))
    inside = re.findall(r'href="#([\w-]+)"', shown)
    assert len(read(GUIDES[slug]["fr"]).chapters) > 5
    assert set(inside) - {"content"} <= anchors
    for picture in re.findall(r'src="/static/(guides/[^"]+)"', shown):
        assert finders.find(picture), picture
    for other in re.findall(r'href="(/aide/[^"#]+)', shown):
        assert Client().get(other).status_code == 200, other


def test_every_chapter_that_a_screen_leads_to_is_there() -> None:
    led = re.findall(r"'/aide/([\w-]+)/(?:#([\w-]+))?'", CHAPTERS.read_text())
    assert len(led) > 4
    for slug, anchor in led:
        assert not anchor or f'<h2 id="{anchor}">' in page(slug), (slug, anchor)


@pytest.mark.parametrize("file", FRENCH)
def test_what_a_guide_says_to_press_is_a_word_of_the_house(file: str) -> None:
    """In bold stand the words of the screens and of the settings, and chapters of the guide."""
    text = (CLONE / file).read_text()
    known = _words_of_the_house() + _folded(text.replace("**", ""), headings_only=True)
    said = re.findall(r"\*\*([^*]+)\*\*", text)
    assert said
    assert [words for words in said if _folded(words.rstrip(" …")) not in known] == []


def _words_of_the_house() -> str:
    screens = (CLONE / "frontend" / "src" / "lib" / "i18n" / "fr").glob("*.ts")
    apps = [one for app in settings.INSTALLED_APPS for one in CLONE.glob(f"{app.split('.')[0]}/")]
    server = [one for app in apps for kind in ("py", "html") for one in app.rglob(f"*.{kind}")]
    library = (CLONE / "locale" / "fr").rglob("*.po")
    return _folded("\n".join(one.read_text() for one in [*screens, *server, *library]))


def _folded(text: str, *, headings_only: bool = False) -> str:
    if headings_only:
        text = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    return re.sub(r"\s+", " ", text.replace("\\u2019", "’")).casefold()


def test_what_residents_read_has_no_word_of_the_trade() -> None:
    assert BANNED.search("Erreur")
    assert BANNED.findall((CLONE / "docs/fr/comment-ca-marche.md").read_text()) == []


def test_somebody_who_reads_english_gets_the_english_page_where_there_is_one() -> None:
    assert "<h1" in page("comment-ca-marche", "en")
    assert "How it works" in page("comment-ca-marche", "en")
    staffs = page("accueil", "en")
    assert "This guide exists in French only." in staffs
    assert '<article lang="fr">' in staffs


def test_a_guide_that_is_not_there_is_an_honest_404() -> None:
    assert Client().get("/aide/nulle-part/").status_code == 404


def test_html_in_a_guide_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    file.write_text("# Titre\n\n## Un <b>chapitre</b>\n\n<script>alert(1)</script>\n")
    html = read_guide(file).html
    assert "<script" not in html
    assert "<b>" not in html
