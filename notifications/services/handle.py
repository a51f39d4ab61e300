"""What the desk does with a message that did not arrive: try it again, or tell it by telephone."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit, locks, queue
from core.errors import NotAllowed
from core.transactions import atomic_retrying
from notifications.errors import NothingToDo
from notifications.models import Message
from notifications.permissions import allowed_acts, can_handle_message
from notifications.services.post import ACCOUNT, DELIVER
from notifications.states import State


@atomic_retrying
def retry_message(message: Message, *, by: Person, now: dt.datetime) -> Message:
    """Send it again, to the address that the person has now; all tries begin anew.

    It is written anew too: what it tells may be over since, and then it says nothing. Letters of
    the account were written when they were posted, and stay so. A worker is nudged. Raises
    NotAllowed, or Conflict "nothing_to_do" where it did not fail, or where there is still no
    address.
    """
    failed = _locked(message, by=by, act="retry")
    fresh = {"state": State.WAITING, "attempts": 0, "next_try_at": max(now, failed.send_after)}
    unwritten = {} if failed.kind == ACCOUNT else {"prepared_at": None}
    fields = fresh | unwritten | {"last_failure": ""}
    _write(failed, fields, act="message.retried", by=by, now=now)
    queue.nudge(DELIVER)
    return failed


@atomic_retrying
def told_message(message: Message, *, by: Person, now: dt.datetime) -> Message:
    """The person was told by somebody of the house; the audit says by whom.

    Raises NotAllowed, or Conflict "nothing_to_do" where the message did not fail.
    """
    failed = _locked(message, by=by, act="told")
    _write(failed, {"state": State.TOLD}, act="message.told", by=by, now=now)
    return failed


def _locked(message: Message, *, by: Person, act: str) -> Message:
    (found,) = locks.lock(Message.objects.select_related("person").filter(pk=message.pk))
    if not can_handle_message(by, found):
        raise NotAllowed(_("Seule l’équipe du site peut s’occuper de ce message."))
    if act not in allowed_acts(by, found):
        raise NothingToDo
    return found


def _write(
    message: Message, fields: dict[str, Any], *, act: str, by: Person, now: dt.datetime
) -> None:
    changes = {"from": message.state, "failure": message.last_failure}
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=[*fields])
    audit.record(act, message, by=by, now=now, changes=changes)
