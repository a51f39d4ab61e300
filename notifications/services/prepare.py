"""Make what a message says, once: in the language of the person, and kept for every try."""

import datetime as dt

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation

from notifications.errors import Refused
from notifications.letters import CalendarPart, Letter, made_for
from notifications.models import Message

logger = structlog.get_logger(__name__)
LONGEST_SUBJECT = 200


def prepare(message: Message, *, now: dt.datetime) -> bool:
    """Make and keep the letter of a locked message; False when there is nothing left to say.

    Raises Refused when its maker fails, whatever the reason, except for trouble with the database,
    which says nothing about the letter and is passed on.
    """
    language = message.language or _language_of(message)
    try:
        with transaction.atomic(), translation.override(language):
            return _make(message, language=language, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as failure:
        logger.exception("letter_not_made", message=str(message.pk), kind=message.kind)
        raise Refused("not_made") from failure


def _language_of(message: Message) -> str:
    return message.person.language if message.person else "fr"


def _make(message: Message, *, language: str, now: dt.datetime) -> bool:
    """Write the row only: a write that fails must leave no trace on the object either."""
    message.language = language
    letter = made_for(message)
    if letter is None:
        return False
    told = {"attempts": 0, "last_failure": "", "language": language, "prepared_at": now}
    # With its facts: a maker may note in them what it has said.
    Message.objects.filter(pk=message.pk).update(facts=message.facts, **told, **_columns(letter))
    return True


def _columns(letter: Letter) -> dict[str, str]:
    """A subject is one line, whatever went into it: headers cannot be injected.

    Only its lines are joined: the spaces that hold « 9 h 30 » together stay.
    """
    calendar = letter.calendar or CalendarPart(text="", method="")
    return {
        "subject": " ".join(letter.subject.splitlines())[:LONGEST_SUBJECT],
        "text": letter.text,
        "html": letter.html,
        "calendar": calendar.text,
        "calendar_method": calendar.method,
    }
