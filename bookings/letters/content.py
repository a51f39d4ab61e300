"""A letter in its parts, and the two shapes it takes: plain text, and a simple page."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.translation import is_english
from notifications.letters import CalendarPart, Letter


@dataclass(frozen=True, slots=True)
class Act:
    """The one thing to do next: words on a button, and where it leads."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said: a title, sentences, facts as (label, value), the next act, a number to call."""

    subject: str
    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    act: Act
    telephone: str
    calendar: CalendarPart | None = None


def letter_of(content: Content) -> Letter:
    """Both shapes say the same words in the same order."""
    return Letter(
        subject=content.subject,
        text=_text(content),
        html=_html(content),
        calendar=content.calendar,
    )


def _text(content: Content) -> str:
    colon = ":" if is_english() else "\N{NO-BREAK SPACE}:"
    facts = [f"{label}{colon} {value}" for label, value in content.rows]
    blocks = [
        content.title,
        "\n".join(content.sentences),
        "\n".join(facts),
        f"{content.act.words}{colon}\n{content.act.url}",
        _help(content.telephone),
        settings.HOUSE["name"],
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _html(content: Content) -> str:
    return render_to_string(
        "bookings/letters/letter.html",
        {
            "content": content,
            "language": translation.get_language(),
            "house": settings.HOUSE,
            "help": _help(content.telephone),
        },
    )


def _help(telephone: str) -> str:
    number = telephone.replace(" ", "\N{NO-BREAK SPACE}")  # dialled as one, read as one
    return _("Besoin d’aide ? Appelez le %(number)s.") % {"number": number}
