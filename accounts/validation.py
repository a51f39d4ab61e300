"""What may be written in a person's file: each check returns the value as it is kept, or raises."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.errors import malformed
from accounts.models.person import plain_email
from accounts.questions import OLDEST_BIRTH_YEAR

LONGEST_NAME = 200
LONGEST_TELEPHONE = 40
LONGEST_ANSWER = 120


def checked_name(name: str) -> str:
    """The name on one line; empty and endless ones are refused."""
    trimmed = " ".join(checked_text("name", name, longest=LONGEST_NAME).split())
    if not trimmed:
        raise malformed("name", _("Écrivez le nom."))
    return trimmed


def checked_telephone(telephone: str) -> str:
    """The number as it was written: the house also knows foreign ones."""
    return checked_text("telephone", telephone, longest=LONGEST_TELEPHONE)


def checked_text(field: str, text: str, *, longest: int) -> str:
    """Trimmed text without control characters that PostgreSQL or a letter could choke on."""
    trimmed = text.strip()
    if len(trimmed) > longest:
        raise malformed(field, _("Ce texte est trop long."))
    if any(ord(sign) < 32 and sign not in "\n\t\r" for sign in trimmed):
        raise malformed(field, _("Ce texte contient des signes illisibles."))
    return trimmed


def checked_email(email: str | None) -> str | None:
    """The address in lower case; an empty one is none."""
    plain = plain_email(email)
    if plain is None:
        return None
    try:
        validate_email(plain)
    except ValidationError:
        raise malformed("email", _("Cette adresse e-mail n’a pas la bonne forme.")) from None
    return plain


def checked_language(language: str) -> str:
    """One of the two languages of the house."""
    if language not in ("fr", "en"):
        raise malformed("language", _("La langue est fr ou en."))
    return language


def checked_birth_year(year: int | None, *, today: dt.date) -> int | None:
    """A year in which somebody alive may have been born."""
    if year is not None and not OLDEST_BIRTH_YEAR <= year <= today.year:
        raise malformed("birth_year", _("Écrivez l’année de naissance avec quatre chiffres."))
    return year
