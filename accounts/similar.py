"""Whether two descriptions may be of one person ("Ressemble à…"), and why. Pure."""

import re
import unicodedata
import uuid
from dataclasses import dataclass

from accounts.telephone import is_whole, significant_digits

SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is known of somebody when a file is opened."""

    name: str
    telephone: str = ""
    birth_year: int | None = None
    organisations: frozenset[uuid.UUID] = frozenset()


def words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(re.findall(r"\w+", letters))


def reasons(one: Traits, other: Traits) -> tuple[str, ...]:
    """Why the two look alike: name, telephone, birth_year and organisation; empty when they do not.

    Birth year and organisation alone prove nothing (a class has both in common): they count
    beside a name that matches, or together with one word of the name.
    """
    by_name = _names_match(words(one.name), words(other.name))
    by_telephone = _telephones_match(one.telephone, other.telephone)
    by_year = one.birth_year is not None and one.birth_year == other.birth_year
    by_organisation = bool(one.organisations & other.organisations)
    shares_a_word = bool(_long(words(one.name)) & _long(words(other.name)))
    if not (by_name or by_telephone or (by_year and by_organisation and shares_a_word)):
        return ()
    found = {
        "name": by_name,
        "telephone": by_telephone,
        "birth_year": by_year,
        "organisation": by_organisation,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _telephones_match(one: str, other: str) -> bool:
    digits = significant_digits(one)
    return is_whole(digits) and digits == significant_digits(other)


def _names_match(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Each word of the shorter name begins one of the longer, or the reverse; one is equal."""
    shorter, longer = sorted((one, other), key=len)
    if not _long(one) & _long(other) or (len(shorter) == 1 and len(longer) > 1):
        return False
    left = list(longer)
    for word in sorted(shorter, key=len, reverse=True):
        twin = next((other for other in left if _begins(word, other)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _long(name: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in name if len(word) >= SHORTEST_WORD)
