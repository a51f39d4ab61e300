"""Two workers at once, as after two beats or two nudges: each letter leaves once."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from core import clock
from notifications import tasks
from notifications.models import Message
from notifications.postman import Postman
from notifications.services import deliver, post
from tests.notifications.conftest import Posted
from tests.notifications.mail_server import FINE, MailServer
from tests.telling import DEEP, Tell

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = 300 if DEEP else 60
WORKERS = 4


@pytest.fixture(autouse=True)
def _no_nudges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under test a nudge delivers at once, and would leave nothing for the workers."""
    monkeypatch.setattr(post.queue, "nudge", lambda task: None)


def _together(work: Callable[[], Any]) -> None:
    """The same work in several threads, each with a connection of its own; failures are told."""
    failures: list[Exception] = []

    def turn() -> None:
        try:
            work()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=turn) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


def test_each_letter_leaves_once(posted: Posted, server: MailServer, tell: Tell) -> None:
    for number in range(LETTERS):
        posted(f"Lettre {number}", now=clock.now())
    _together(tasks.deliver_waiting)
    copies = Counter(server.ids())
    assert set(copies.values()) == {1}
    assert len(copies) == LETTERS
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    tell(f"{LETTERS} letters, {WORKERS} workers, none twice")


def test_control_without_row_locks_letters_leave_twice(
    posted: Posted, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    meeting = threading.Barrier(WORKERS, timeout=10)

    def answer(step: str, address: str) -> str:
        if step == "END":
            meeting.wait()
        return FINE[step]

    message = posted(now=clock.now())
    message.prepared_at, message.subject, message.text = clock.now(), "Lettre", "Bonjour"
    message.save()
    server.answer = answer
    _together(_one_step)
    assert server.ids() == [message.message_id] * WORKERS


def _one_step() -> None:
    with Postman() as postman:
        deliver.deliver_next(postman, now=clock.now())


def test_worker_that_dies_gives_its_letter_back_at_once(
    posted: Posted, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the server's yes: the next worker sends a copy under the same Message-ID."""
    message = posted(now=clock.now())
    end = deliver._end
    monkeypatch.setattr(deliver, "_end", _dies)
    with pytest.raises(SystemExit):
        tasks.deliver_waiting()
    message.refresh_from_db()
    assert message.state == "waiting"
    monkeypatch.setattr(deliver, "_end", end)
    tasks.deliver_waiting()
    message.refresh_from_db()
    assert message.state == "sent"
    assert server.ids() == [message.message_id] * 2


def _dies(*_: Any, **__: Any) -> None:
    raise SystemExit


def test_slow_letter_keeps_no_other_worker_waiting(posted: Posted, server: MailServer) -> None:
    slow, quick = posted("lente", now=clock.now()), posted("rapide", now=clock.now())
    assert slow.person is not None
    told, address = threading.Event(), slow.person.email

    def answer(step: str, to: str) -> str:
        if step == "END" and to == address:
            told.wait(0.4)
        return FINE[step]

    server.answer = answer
    first = threading.Thread(target=lambda: (tasks.deliver_waiting(), connection.close()))
    first.start()
    while not server.letters and quick.state == "waiting":
        tasks.deliver_waiting()
        quick.refresh_from_db()
    told.set()
    first.join(10)
    assert server.ids()[0] == quick.message_id
    assert set(server.ids()) == {slow.message_id, quick.message_id}
