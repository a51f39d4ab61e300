"""What becomes of a message: sent, tried again, given up, told by a human, or without an object."""

import datetime as dt
import itertools
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail.backends.smtp import EmailBackend
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from notifications.letters import CalendarPart, Letter
from notifications.models import Message
from tests.factories import NOW, make_person
from tests.notifications.conftest import KIND, Makers, Posted, round_at
from tests.notifications.mail_server import DROP, FINE, HANG, MailServer


def seconds(number: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=number)


def test_message_is_sent_once_to_its_person(posted: Posted, server: MailServer) -> None:
    message = posted("Votre bureau vous attend")
    assert round_at(NOW) == 2
    assert round_at(NOW) == 0
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts) == ("sent", NOW, 0)
    (letter,) = server.letters
    assert letter["To"] == message.address == message.person.email
    assert letter["Subject"] == "Votre bureau vous attend"
    assert letter["Message-ID"] == message.message_id
    assert letter["Auto-Submitted"] == "auto-generated"


def test_letter_is_made_in_the_language_of_its_person(posted: Posted, makers: Makers) -> None:
    makers[KIND] = lambda message: Letter(subject=get_language(), text="…")
    message = posted(person=make_person(language="en"))
    round_at(NOW)
    message.refresh_from_db()
    assert (message.language, message.subject) == ("en", "en")


def test_calendar_travels_as_a_part_and_as_a_file(
    posted: Posted, makers: Makers, server: MailServer
) -> None:
    part = CalendarPart(text="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="REQUEST")
    makers[KIND] = lambda message: Letter(subject="a", text="é", html="<p>é</p>", calendar=part)
    posted()
    round_at(NOW)
    (letter,) = server.letters
    kinds = [one.get_content_type() for one in letter.walk() if not one.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]
    invitation, file = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_content_charset() == "utf-8"
    assert file.get_filename() == "mnic.ics"
    assert file.get_content() == invitation.get_content()


def test_subject_with_line_ends_adds_no_header(
    posted: Posted, makers: Makers, server: MailServer
) -> None:
    makers[KIND] = lambda message: Letter(subject="Salle\r\nBcc: eve@example.org", text="…")
    posted()
    round_at(NOW)
    (letter,) = server.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Salle Bcc: eve@example.org"


def test_message_waits_for_its_time(posted: Posted, server: MailServer) -> None:
    posted(send_after=seconds(60))
    assert round_at(seconds(59)) == 0
    assert round_at(seconds(60)) == 2
    assert len(server.letters) == 1


def test_message_past_its_time_is_superseded(posted: Posted, server: MailServer) -> None:
    message = posted(expires_at=seconds(30))
    round_at(seconds(30))
    message.refresh_from_db()
    assert (message.state, message.last_failure) == ("superseded", "expired")
    assert server.letters == []


def test_maker_with_nothing_left_to_say_supersedes(
    posted: Posted, makers: Makers, server: MailServer
) -> None:
    makers[KIND] = lambda message: None
    message = posted()
    round_at(NOW)
    message.refresh_from_db()
    assert message.state == "superseded"
    assert server.letters == []


def test_person_without_address_is_to_be_called(posted: Posted, server: MailServer) -> None:
    message = posted("Votre bureau", person=make_person(email=None, telephone="06 39 98 00 01"))
    round_at(NOW)
    message.refresh_from_db()
    assert (message.state, message.text) == ("no_address", "Bonjour. Votre bureau")
    assert server.letters == []


def test_closed_door_is_tried_again_until_it_opens(
    posted: Posted, server: MailServer, settings: Any
) -> None:
    message, port = posted(), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # nobody listens there
    for number in range(50):
        round_at(seconds(20 * number))
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("waiting", 0)
    assert message.last_failure == "unreachable_disconnected"
    settings.EMAIL_PORT = port
    round_at(seconds(20 * 50))
    assert server.ids() == [message.message_id]


def test_closed_door_ends_the_round_after_one_letter(
    posted: Posted, settings: Any, server: MailServer
) -> None:
    posted(), posted()
    settings.EMAIL_PORT = 1
    assert round_at(NOW) == 1  # the first was written; its sending found the door closed
    assert Message.objects.exclude(last_failure="").count() == 1


@pytest.mark.parametrize(
    ("bad", "code"),
    [("451 later", "smtp_451"), (HANG, "timeout"), (DROP, "disconnected")],
)
@pytest.mark.parametrize("step", ["RCPT", "END"])
def test_server_that_says_later_is_asked_later_and_others_go_on(
    posted: Posted, server: MailServer, step: str, bad: str, code: str
) -> None:
    message, other = posted("later"), posted("now")
    server.answer = lambda at, to: bad if at == step and to == message.person.email else FINE[at]
    round_at(NOW)
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.state, message.attempts, message.last_failure) == ("waiting", 1, code)
    assert message.next_try_at == seconds(10)
    assert other.state == "sent"
    server.answer = lambda at, to: FINE[at]
    assert round_at(seconds(9)) == 0
    assert round_at(seconds(10)) == 1
    # Accepted without our hearing it, a letter comes twice, under one Message-ID.
    twice = step == "END" and bad in (HANG, DROP)
    assert server.ids().count(message.message_id) == (2 if twice else 1)


def test_server_that_says_later_for_days_is_given_up(posted: Posted, server: MailServer) -> None:
    message, moments = posted(), []
    server.answer = lambda at, to: "451 later" if at == "RCPT" else FINE[at]
    now = NOW
    while message.state == "waiting":
        round_at(now)
        message.refresh_from_db()
        moments.append(now)
        now = message.next_try_at
    waits = [round((b - a).total_seconds()) for a, b in itertools.pairwise(moments)]
    assert waits == [10, 60, 300, 900, 3600, 7200, 14400, 28800, 43200, 86400]
    assert (message.state, message.last_failure) == ("given_up", "smtp_451")


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END"])
def test_refused_letter_is_given_up_after_three_tries(
    posted: Posted, server: MailServer, step: str
) -> None:
    message, other = posted("no"), posted("yes")
    server.answer = lambda at, to: (
        "550 no such person here" if at == step and to == message.person.email else FINE[at]
    )
    for number in (0, 10, 70):
        round_at(seconds(number))
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.state, message.attempts) == ("given_up", 3)
    assert message.last_failure == "smtp_550"
    assert other.state == "sent"


def test_letter_in_hand_at_the_end_of_the_round_is_tried_again(
    posted: Posted, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trickle(*_: object) -> int:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(EmailBackend, "send_messages", trickle)
    message = posted()
    for number in (0, 10, 70):
        round_at(seconds(number))
    message.refresh_from_db()
    assert (message.state, message.last_failure) == ("waiting", "timeout")


@pytest.mark.parametrize("poison", [ZeroDivisionError, KeyError, "nul", "no address at all"])
def test_poison_is_set_aside_and_others_go_on(
    posted: Posted, makers: Makers, server: MailServer, poison: object
) -> None:
    def make(message: Message) -> Letter:
        if message.facts["subject"] != "poison":
            return Letter(subject="good", text="good")
        if isinstance(poison, type):
            raise poison
        return Letter(subject="bad", text="\0" if poison == "nul" else "fine")

    makers[KIND] = make
    message, other = posted("poison"), posted("good")
    if poison == "no address at all":
        Message.objects.filter(pk=message.pk).update(address="Ann <a>\r\nBcc: b")
    for number in (0, 10, 70):
        round_at(seconds(number))
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.state, message.attempts) == ("given_up", 3)
    assert message.last_failure == ("not_sendable" if "all" in str(poison) else "not_made")
    assert other.state == "sent"


def test_message_of_a_kind_that_nobody_makes_is_set_aside(posted: Posted, makers: Makers) -> None:
    message = posted()
    makers.clear()
    for number in (0, 10, 70):
        round_at(seconds(number))
    message.refresh_from_db()
    assert (message.state, message.last_failure) == ("given_up", "not_made")


def test_same_letter_is_posted_once(posted: Posted) -> None:
    posted(key="booking.confirmed:1")
    with pytest.raises(IntegrityError, match="message_once"), transaction.atomic():
        posted(key="booking.confirmed:1")
    assert Message.objects.count() == 1
