"""One effect for a retried request: its answer is kept beside the effect, in the same transaction.

A row per person, route and key is inserted first: a concurrent duplicate waits on it until the
first has committed, then finds the answer; if the first failed, the duplicate takes its turn.
Only 2xx is kept, because everything else rolls the row back. Two statements at most.
"""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import Person
from api.auth import viewer_of
from api.models import IdempotencyRecord
from api.replies import reply_text
from core import clock, errors, ids
from core.transactions import all_or_nothing, atomic_retrying

HEADER = "Idempotency-Key"
LONGEST_KEY = 200
P = ParamSpec("P")
View = TypeVar("View", bound=APIView)
Act = Callable[Concatenate[View, Request, P], HttpResponse]

# A row older than a day is as good as none, swept or not.
TAKE = """
insert into api_idempotencyrecord as kept (id, person_id, route, key, body_hash, created_at)
values (%(id)s, %(person)s, %(route)s, %(key)s, %(body)s, %(now)s)
on conflict (person_id, route, key) do update
set body_hash = excluded.body_hash, created_at = excluded.created_at, status = null, response = null
where kept.created_at < excluded.created_at - interval '24 hours'
returning id
"""
KEEP = """
update api_idempotencyrecord set status = %(status)s, response = %(response)s::jsonb
where id = %(id)s
"""


def once(act: "Act[View, P]") -> "Act[View, P]":
    """A view's method that honours the Idempotency-Key of a signed-in caller."""

    @functools.wraps(act)
    def guarded(view: View, request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key, person = request.headers.get(HEADER), viewer_of(request)
        if key is None or person is None:
            return act(view, request, *args, **kwargs)
        _check(key)
        effect = functools.partial(act, view, request, *args, **kwargs)
        return _first_or_kept(_slot(request, person, key), effect)

    return cast("Act[View, P]", guarded)


def _check(key: str) -> None:
    if not 0 < len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise errors.Malformed(
            _("L’en-tête Idempotency-Key contient de 1 à 200 caractères simples."),
            fields={HEADER: [_("De 1 à 200 caractères simples.")]},
        )


def _slot(request: Request, person: Person, key: str) -> dict[str, Any]:
    return {
        "id": ids.uuid7(),
        "person": person.pk,
        "route": f"{request.method} {request.path}"[:120],
        "key": key,
        "body": hashlib.sha256(request.body).hexdigest(),
        "now": clock.now(),
    }


@atomic_retrying
def _first_or_kept(slot: dict[str, Any], effect: Callable[[], HttpResponse]) -> HttpResponse:
    if not _taken(slot):
        return _kept(slot)
    with all_or_nothing():
        response = effect()
    _keep(slot, response)
    return response


def _keep(slot: dict[str, Any], response: HttpResponse) -> None:
    text = json.dumps(response.content.decode())
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"id": slot["id"], "status": response.status_code, "response": text})


def _taken(slot: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, slot)
        row = cursor.fetchone()
    if row is not None:
        slot["id"] = row[0]
    return row is not None


def _kept(slot: dict[str, Any]) -> HttpResponse:
    record = IdempotencyRecord.objects.get(
        person_id=slot["person"], route=slot["route"], key=slot["key"]
    )
    if record.body_hash != slot["body"]:
        raise errors.RuleRefused(
            _("Cette clé a déjà servi pour une autre demande."), code="idempotency_mismatch"
        )
    return reply_text(str(record.response), record.status or 200)
