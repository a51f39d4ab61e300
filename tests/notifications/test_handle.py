"""What the desk does with what did not arrive: who may, what it changes, what the audit keeps."""

import datetime as dt
import itertools
import uuid
from typing import Any

import pytest

from core.errors import NotAllowed
from core.models import AuditEntry
from notifications.errors import NothingToDo
from notifications.letters import Letter
from notifications.models import Message
from notifications.permissions import can_handle_message
from notifications.selectors import messages_visible_to
from notifications.services.handle import retry_message, told_message
from notifications.services.post import post_written
from notifications.states import State
from tests.factories import NOW, make_person, make_site
from tests.notifications.conftest import KIND, Makers, Posted, round_at
from tests.notifications.mail_server import FINE, MailServer

LATER = NOW + dt.timedelta(hours=1)


def failed(posted: Posted, state: str = "given_up", **more: Any) -> Message:
    message = posted(**more)
    message.state, message.last_failure, message.attempts = state, "smtp_550", 3
    message.save()
    return message


def test_retried_message_leaves_for_the_address_of_today(
    posted: Posted, server: MailServer
) -> None:
    director, message = make_person(role="director"), failed(posted)
    assert message.person is not None
    message.person.email = "new@example.org"
    message.person.save()
    retry_message(message, by=director, now=LATER)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_failure) == ("waiting", 0, "")
    round_at(LATER)
    assert [letter["To"] for letter in server.letters] == ["new@example.org"]
    act = AuditEntry.objects.get(action="message.retried")
    assert (act.subject_id, act.by_id) == (message.pk, director.pk)
    assert act.changes == {"from": "given_up", "failure": "smtp_550"}


def test_retried_message_says_what_is_true_by_then(
    posted: Posted, makers: Makers, server: MailServer
) -> None:
    director, message, silent = make_person(role="director"), posted("15 h"), posted("annulée")
    server.answer = lambda at, to: "550 no" if at == "RCPT" else FINE[at]
    for number in (0, 10, 70):
        round_at(NOW + dt.timedelta(seconds=number))
    assert set(Message.objects.values_list("state", "text")) == {
        ("given_up", "Bonjour. 15 h"),
        ("given_up", "Bonjour. annulée"),
    }

    server.answer = lambda at, to: FINE[at]
    makers[KIND] = lambda one: None if one.pk == silent.pk else Letter(subject="16 h", text="16 h")
    retry_message(message, by=director, now=LATER)
    retry_message(silent, by=director, now=LATER)
    round_at(LATER)

    assert server.subjects() == ["16 h"]
    assert Message.objects.get(pk=silent.pk).state == "superseded"


def test_retried_letter_of_the_account_is_the_one_that_was_written(
    db: None, server: MailServer
) -> None:
    message = post_written(
        address="rose@example.org",
        subject="Mot de passe changé",
        text="C’est fait.",
        language="fr",
        now=NOW,
    )
    message.state, message.last_failure = State.GIVEN_UP, "smtp_550"
    message.save()
    retry_message(message, by=make_person(role="director"), now=LATER)
    round_at(LATER)
    assert server.subjects() == ["Mot de passe changé"]


def test_told_message_is_never_sent(posted: Posted, server: MailServer) -> None:
    director = make_person(role="director")
    message = failed(posted, "no_address", person=make_person(email=None))
    told_message(message, by=director, now=LATER)
    message.refresh_from_db()
    assert message.state == "told"
    assert round_at(LATER) == 0
    assert AuditEntry.objects.get(action="message.told").by_id == director.pk


def test_without_an_address_there_is_nothing_to_retry(posted: Posted) -> None:
    message = failed(posted, "no_address", person=make_person(email=None))
    with pytest.raises(NothingToDo):
        retry_message(message, by=make_person(role="director"), now=LATER)
    assert Message.objects.get().state == "no_address"


@pytest.mark.parametrize("state", sorted(set(State.values) - {"given_up", "no_address"}))
@pytest.mark.parametrize("act", [retry_message, told_message])
def test_what_did_not_fail_is_left_alone(posted: Posted, act: Any, state: str) -> None:
    message = failed(posted)
    message.sent_at = NOW if state == "sent" else None
    message.state = state
    message.save()
    with pytest.raises(NothingToDo):
        act(message, by=make_person(role="director"), now=LATER)
    assert Message.objects.get().state == state
    assert not AuditEntry.objects.filter(action__startswith="message.").exists()


@pytest.mark.parametrize("act", [retry_message, told_message])
def test_another_site_does_not_handle_it(posted: Posted, act: Any) -> None:
    here, there = make_site(), make_site()
    message = failed(posted, site_id=here.pk)
    with pytest.raises(NotAllowed):
        act(message, by=make_person(role="host", site=there), now=LATER)
    assert Message.objects.get().state == "given_up"
    act(message, by=make_person(role="host", site=here), now=LATER)


def test_who_may_handle_a_message_is_who_sees_it(posted: Posted) -> None:
    here, there = make_site(), make_site()
    for site_id, secret in itertools.product((None, here.pk, there.pk), (False, True)):
        message = failed(posted, site_id=site_id)
        Message.objects.filter(pk=message.pk).update(secret=secret)
    people = [
        make_person(role=role, site=site)
        for role, site in (
            (None, None),
            ("host", here),
            ("fab_manager", there),
            ("host", None),
            ("accountant", None),
            ("director", None),
            ("admin", None),
        )
    ]
    counted = []
    for viewer in (None, *people):
        seen = set(messages_visible_to(viewer))
        assert seen == {m for m in Message.objects.all() if can_handle_message(viewer, m)}
        counted.append(len(seen))
    assert counted == [0, 0, 1, 1, 3, 0, 3, 3]


def test_letters_about_one_thing_leave_in_their_order(posted: Posted, server: MailServer) -> None:
    person, booking = make_person(), uuid.uuid4()
    first = posted("1 réservée", person=person, about=booking)
    posted("2 déplacée", person=person, about=booking)
    posted("3 autre chose", person=person, about=uuid.uuid4())
    posted("4 rappel", person=person, about=booking, send_after=LATER)
    posted("5 annulée", person=person, about=booking)
    Message.objects.filter(pk=first.pk).update(next_try_at=NOW + dt.timedelta(seconds=10))
    round_at(NOW)
    assert server.subjects() == ["3 autre chose"]
    round_at(NOW + dt.timedelta(seconds=10))
    assert server.subjects() == ["3 autre chose", "1 réservée", "2 déplacée", "5 annulée"]
