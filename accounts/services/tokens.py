"""Keys for programs: made, recognised and revoked. The key itself is shown once and never kept."""

import datetime as dt
import hashlib
import secrets
from functools import cache

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.errors import malformed, not_allowed
from accounts.models import ApiToken, Person
from accounts.permissions import can_change_person
from accounts.validation import checked_text
from core import audit, sql
from core.errors import RuleRefused

PREFIX = "mnic_"
MOST_TOKENS = 20
LONGEST_NAME = 80


@transaction.atomic
def create_token(
    person: Person,
    *,
    name: str,
    scope: str,
    now: dt.datetime,
    expires_at: dt.datetime | None = None,
) -> tuple[ApiToken, str]:
    """A new token of the person and its key, to be shown this once.

    Raises Malformed, RuleRefused (too_many_tokens).
    """
    label = checked_text("name", name, longest=LONGEST_NAME)
    if not label:
        raise malformed("name", _("Donnez un nom à ce jeton."))
    if scope not in ApiToken.Scope.values:
        raise malformed("scope", _("Choisissez ce que le jeton permet."))
    if person.api_tokens.filter(_alive(now)).count() >= MOST_TOKENS:
        raise RuleRefused(_("Vous avez déjà 20 jetons. Supprimez-en un."), code="too_many_tokens")
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=label,
        key_hash=_hash(key),
        scope=scope,
        created_at=now,
        expires_at=expires_at,
    )
    audit.record("token.created", token, by=person, now=now, changes={"scope": scope})
    return token, key


def find_token(key: str, *, now: dt.datetime) -> ApiToken | None:
    """The living token with this key, of an active person with their roles; None otherwise.

    One statement: every request of a program begins with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_find_statement(), {"key_hash": _hash(key), "now": now})
        row = cursor.fetchone()
    if row is None:
        return None
    split = len(ApiToken._meta.concrete_fields)
    token, person = sql.instance(ApiToken, row[:split]), sql.instance(Person, row[split:-1])
    person.remember_roles((role, site) for role, site in row[-1])
    token.person = person
    return token


@cache
def _find_statement() -> str:
    """Written out, because building it anew would cost more than asking it."""
    return f"""
        select {sql.columns(ApiToken, "t")}, {sql.columns(Person, "p")}, array(
            select array[r.role, r.site_id::text] from accounts_roleassignment r
            where r.person_id = p.id
        )
        from accounts_apitoken t join accounts_person p on p.id = t.person_id and p.is_active
        where t.key_hash = %(key_hash)s and t.revoked_at is null
          and (t.expires_at is null or t.expires_at > %(now)s)
    """  # noqa: S608  # only names of columns are put in


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, now: dt.datetime) -> None:
    """End the token at once; a second time changes nothing. Raises NotAllowed."""
    if not can_change_person(by, token.person):
        raise not_allowed()
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        audit.record("token.revoked", token, by=by, now=now)


def _alive(now: dt.datetime) -> Q:
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))


def _hash(key: str) -> str:
    """SHA-256 is enough: a key is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()
