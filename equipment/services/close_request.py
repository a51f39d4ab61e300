"""Close a request for an initiation: it was given, or nothing came of it."""

import datetime as dt

from accounts.models import Person
from core import audit, locks
from core.transactions import atomic_retrying
from equipment import errors
from equipment.models import InitiationRequest
from equipment.permissions import can_handle_request

State = InitiationRequest.State
OUTCOMES = (State.DONE, State.DROPPED)


@atomic_retrying
def close_request(
    request: InitiationRequest, *, outcome: str, by: Person, now: dt.datetime
) -> InitiationRequest:
    """Take the task off the list. Being shown is not being authorised: that is its own act.

    Raises NotAllowed; Malformed for an outcome other than "done" and "dropped"; Conflict
    "already_closed".
    """
    (asked,) = locks.lock(InitiationRequest.objects.filter(pk=request.pk))
    if not can_handle_request(by, asked):
        raise errors.not_your_site()
    if outcome not in OUTCOMES:
        raise errors.outcome_unknown()
    if asked.state != State.OPEN:
        raise errors.already_closed()
    asked.state, asked.closed_at, asked.closed_by = outcome, now, by
    asked.save(update_fields=("state", "closed_at", "closed_by"))
    audit.record("initiation.closed", asked, by=by, now=now, changes={"outcome": str(outcome)})
    return asked
