"""Post a message: a row for the caller to write with what it tells, in one transaction."""

import datetime as dt
import functools
import uuid
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import models, transaction

from accounts.models import Person
from core import queue
from core.ids import uuid7
from notifications.models import Message

DELIVER = "notifications.tasks.deliver_waiting"
ACCOUNT = "account.letter"


def message(
    kind: str,
    *,
    person: Person,
    now: dt.datetime,
    key: str,
    about: models.Model | None = None,
    site_id: uuid.UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    send_after: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> Message:
    """An unsaved message: the caller inserts it with its own rows, so it costs no statement.

    `key` names the letter for ever: a second row with the same one is refused by the constraint
    `message_once`. `site_id`: whose staff look after it. After `expires_at` it is not worth
    sending any more. A worker is nudged once the transaction is committed.
    """
    return _row(
        kind=kind,
        person=person,
        about_kind="" if about is None else about._meta.label_lower,
        about_id=None if about is None else about.pk,
        site_id=site_id,
        facts=dict(facts or {}),
        key=key,
        send_after=send_after or now,
        expires_at=expires_at,
        now=now,
    )


@transaction.atomic
def post_written(
    *,
    address: str,
    subject: str,
    text: str,
    language: str,
    now: dt.datetime,
    person: Person | None = None,
    expires_at: dt.datetime | None = None,
    secret: bool = False,
) -> Message:
    """Save a letter of the account that is written already, to an address that may be nobody's.

    Each is a letter of its own. A secret one holds a code: nobody of the house reads it, and its
    text is gone once it has left.
    """
    message = _row(
        kind=ACCOUNT,
        person=person,
        address=address,
        language=language,
        key=f"{ACCOUNT}:{uuid7()}",
        secret=secret,
        prepared_at=now,
        subject=subject,
        text=text,
        send_after=now,
        expires_at=expires_at,
        now=now,
    )
    message.save(force_insert=True)
    return message


def _row(*, now: dt.datetime, send_after: dt.datetime, **fields: Any) -> Message:
    if send_after <= now:
        queue.nudge(DELIVER)
    identity = uuid7()
    return Message(
        id=identity,
        message_id=f"<{identity}@{_domain()}>",
        send_after=send_after,
        next_try_at=send_after,
        created_at=now,
        **fields,
    )


@functools.cache
def _domain() -> str:
    """The right of the house's own address: who makes Message-IDs answers for them (RFC 5322)."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
