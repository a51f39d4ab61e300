"""Help under /aide/: how booking works, and the guides of the counter and of the direction."""

import functools
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pages.guide_text import GuideText, read_guide

# By address; a guide in one language is shown in that language to everybody.
GUIDES: dict[str, dict[str, str]] = {
    "comment-ca-marche": {
        "fr": "docs/fr/comment-ca-marche.md",
        "en": "docs/en/how-it-works.md",
    },
    "accueil": {"fr": "docs/fr/accueil.md"},
    "direction": {"fr": "docs/fr/direction.md"},
}


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Which guides there are."""
    return render(request, "pages/guides.html")


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide with its table of contents, in the reader's language where it exists."""
    texts = GUIDES.get(slug)
    if texts is None:
        raise Http404
    language = get_language() if get_language() in texts else "fr"
    text = read(texts[language])
    # Safe: read_guide lets no HTML of the file through.
    shown = {"text": text, "html": mark_safe(text.html), "written_in": language}  # noqa: S308
    return render(request, "pages/guide.html", shown)


@functools.cache
def read(file: str) -> GuideText:
    """Once a process: the guides come with the code."""
    return read_guide(Path(settings.BASE_DIR) / file)
