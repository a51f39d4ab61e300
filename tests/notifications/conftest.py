"""A person, a post box, and a mail server that the house's own settings point to."""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from notifications import letters
from notifications.letters import Letter
from notifications.models import Message
from notifications.postman import Postman
from notifications.services import deliver, post
from tests.factories import NOW, make_person
from tests.notifications.mail_server import MailServer, mail_server

KIND = "test.letter"
Posted = Callable[..., Message]
Makers = dict[str, letters.Maker]
_numbers = itertools.count(1)


def plain(message: Message) -> Letter:
    return Letter(subject=message.facts["subject"], text=f"Bonjour. {message.facts['subject']}")


@pytest.fixture
def makers() -> Iterator[Makers]:
    """The makers of these tests; a test may change them."""
    before = dict(letters._makers)
    letters._makers[KIND] = plain
    yield letters._makers
    letters._makers.clear()
    letters._makers.update(before)


@pytest.fixture
def posted(db: None, makers: Makers) -> Posted:
    """A saved message."""

    def make(subject: str = "Votre bureau", *, about: uuid.UUID | None = None, **more: Any) -> Any:
        more.setdefault("person", None)
        person = more.pop("person") or make_person()
        fields = {"facts": {"subject": subject}, "key": f"test:{next(_numbers)}", "now": NOW}
        message = post.message(KIND, person=person, **(fields | more))
        if about is not None:
            message.about_kind, message.about_id = "bookings.booking", about
        message.save()
        return message

    return make


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """Django's own SMTP backend, in front of our server; it waits half a second for an answer."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 0.5
        yield server


def round_at(now: dt.datetime) -> int:
    """Steps until nothing is due or the door is closed, all at one instant."""
    steps = 0
    with Postman() as postman:
        while deliver.deliver_next(postman, now=now) is deliver.Step.DONE:
            steps += 1
    return steps
