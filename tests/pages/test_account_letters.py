"""Letters of the account: written by the page, sent like the others, forgotten when secret."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock
from notifications.models import Message
from notifications.tasks import deliver_waiting

pytestmark = pytest.mark.django_db
SIGN_UP = "/compte/inscription/"


def ask_for_a_code() -> Message:
    Client().post(SIGN_UP, {"name": "Nadia Lens", "email": "nadia@example.org"})
    return Message.objects.get()


def test_page_only_posts_the_code_and_waits_for_no_mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "a.backend.that.would.raise"
    message = ask_for_a_code()
    assert (message.state, message.kind, message.secret) == ("waiting", "account.letter", True)
    assert message.person is not None
    assert message.person.name == "Nadia Lens"


def test_code_is_forgotten_once_it_has_left() -> None:
    waiting = ask_for_a_code()
    code = waiting.subject[-6:]
    assert code in waiting.text
    deliver_waiting()
    (letter,) = mail.outbox
    assert code in letter.body
    message = Message.objects.get()
    assert (message.state, message.subject, message.text) == ("sent", "", "")


def test_code_is_kept_in_the_demo_house_which_shows_it(settings: Any) -> None:
    settings.DEMO = True
    ask_for_a_code()
    deliver_waiting()
    assert len(Message.objects.get().text) > 6


def test_expired_code_is_neither_sent_nor_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for_a_code()
    later = clock.now() + dt.timedelta(minutes=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    deliver_waiting()
    message = Message.objects.get()
    assert (message.state, message.last_failure, message.text) == ("superseded", "expired", "")
    assert mail.outbox == []


def test_letter_to_a_stranger_belongs_to_nobody_and_holds_no_code() -> None:
    Client().post("/compte/connexion/code/", {"email": "stranger@example.org"})
    message = Message.objects.get()
    assert (message.person, message.address) == (None, "stranger@example.org")
    assert (message.secret, message.expires_at) == (False, None)
    deliver_waiting()
    message.refresh_from_db()
    assert message.state == "sent"
    assert message.text
