"""What a message says: letters, and the functions that make them, registered in mnic/wiring.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notifications.models import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPart:
    """An iCalendar text beside a letter; `method` as in RFC 5546: REQUEST, CANCEL, PUBLISH."""

    text: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person reads; `html` may be empty, `text` never is."""

    subject: str
    text: str
    html: str = ""
    calendar: CalendarPart | None = None


# Called with the recipient's language active; None when there is nothing left to say.
Maker = Callable[[Message], Letter | None]
_makers: dict[str, Maker] = {}


class UnknownKind(LookupError):
    """No function makes letters of this kind."""


def register(makers: Mapping[str, Maker]) -> None:
    """Replace the whole list of makers; called once at start by mnic."""
    _makers.clear()
    _makers.update(makers)


def made_for(message: Message) -> Letter | None:
    """The letter of the message, in the language of the moment. Raises UnknownKind."""
    maker = _makers.get(message.kind)
    if maker is None:
        raise UnknownKind(message.kind)
    return maker(message)
