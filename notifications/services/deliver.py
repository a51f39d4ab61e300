"""Deliver what is due, one message at a time, by as many workers as there are."""

import datetime as dt
from enum import Enum

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from notifications.backing_off import pause_after
from notifications.errors import NotDelivered, Unreachable
from notifications.models import Message
from notifications.postman import Postman
from notifications.services.prepare import prepare
from notifications.states import State

logger = structlog.get_logger(__name__)
SECRET_TEXTS = {"subject": "", "text": "", "html": ""}


class Step(Enum):
    """What one step came to."""

    NOTHING_DUE = "nothing due"
    DONE = "done"
    DOOR_CLOSED = "door closed"


def due(*, now: dt.datetime) -> "QuerySet[Message]":
    """What may leave now. Letters to one person about one thing leave in their order."""
    earlier = Message.objects.filter(
        Q(send_after__lt=OuterRef("send_after"))
        | Q(send_after=OuterRef("send_after"), pk__lt=OuterRef("pk")),
        about_id=OuterRef("about_id"),
        person=OuterRef("person"),
        state=State.WAITING,
    )
    waiting = Message.objects.filter(state=State.WAITING, next_try_at__lte=now)
    return waiting.exclude(Exists(earlier)).order_by("next_try_at", "pk")


@transaction.atomic
def deliver_next(postman: Postman, *, now: dt.datetime) -> Step:
    """Take one due message that no other worker has: write it, or send what is written.

    The row stays locked meanwhile, so a worker that dies gives it back at once. What is written is
    committed before it is sent; killed between the server's yes and our own note of it, the next
    worker sends the same letter again under the same Message-ID.
    """
    rows = due(now=now).select_for_update(no_key=True, skip_locked=True, of=("self",))
    message = rows.select_related("person").first()
    if message is None:
        return Step.NOTHING_DUE
    try:
        _step(message, postman, now=now)
    except NotDelivered as failure:
        _note_failure(message, failure, now=now)
        return Step.DOOR_CLOSED if isinstance(failure, Unreachable) else Step.DONE
    return Step.DONE


def _step(message: Message, postman: Postman, *, now: dt.datetime) -> None:
    if message.expires_at is not None and message.expires_at <= now:
        _end(message, State.SUPERSEDED, failure="expired")
    elif message.prepared_at is None:
        if not prepare(message, now=now):
            _end(message, State.SUPERSEDED)
    elif address := message.address or (message.person and message.person.email):
        postman.send(message, address=address)
        message.address, message.sent_at = address, now
        _end(message, State.SENT)
    else:
        _end(message, State.NO_ADDRESS, failure="no_address")


def _end(message: Message, state: State, *, failure: str = "") -> None:
    """The message has come to its end here; a secret one keeps nothing to be read later."""
    message.state, message.last_failure = state, failure
    forgotten = SECRET_TEXTS if message.secret and not settings.DEMO else {}
    for name, value in forgotten.items():
        setattr(message, name, value)
    message.save(update_fields=["state", "last_failure", "address", "sent_at", *forgotten])


def _note_failure(message: Message, failure: NotDelivered, *, now: dt.datetime) -> None:
    """Later, or given up. A closed door is not counted: it says nothing about this message."""
    counted = 0 if isinstance(failure, Unreachable) else 1
    message.attempts += counted
    pause = pause_after(failure, attempts=message.attempts)
    logger.warning("message_not_delivered", message=str(message.pk), code=failure.code)
    if pause is None:
        message.save(update_fields=["attempts"])
        _end(message, State.GIVEN_UP, failure=failure.code)
        return
    message.next_try_at, message.last_failure = now + pause, failure.code
    message.save(update_fields=["attempts", "next_try_at", "last_failure"])
