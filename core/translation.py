"""Words that staff write in French and English: two columns, read in the language of the moment."""

from typing import Any

from django.utils.translation import get_language


def is_english() -> bool:
    """Whether the language of the moment is English; else it is French."""
    return (get_language() or "fr").startswith("en")


def spoken(french: str, english: str) -> str:
    """The one of the language of the moment; an empty one gives the other."""
    if is_english():
        return english or french
    return french or english


class translated:
    """A read-only attribute over `<name>_fr` and `<name>_en`; an empty one gives the other."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> str:
        return spoken(getattr(owner, f"{self.name}_fr"), getattr(owner, f"{self.name}_en"))
