"""The planning of a site: resources and their taken periods, one statement, JSON made there."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from pathlib import Path

from accounts.models import Person
from bookings.permissions import can_see_who
from core import sql
from core.translation import is_english

FOLDER = Path(__file__).parents[1] / "sql"


def planning_json(
    *,
    site_id: uuid.UUID | None,
    since: dt.datetime,
    until: dt.datetime,
    now: dt.datetime,
    viewer: Person | None,
) -> bytes:
    """JSON as in the API's Planning, of one site or of all (None), in UTF-8.

    Names and purposes are only for those who may know.
    """
    name = "planning_staff.sql" if can_see_who(viewer) else "planning_public.sql"
    parameters = {
        "site": site_id,
        "person": viewer.pk if viewer else None,
        "since": since,
        "until": until,
        "now": now,
        "english": is_english(),
    }
    return _joined(site_id, sql.documents(FOLDER / name, parameters))


def _joined(site_id: uuid.UUID | None, resources: Sequence[bytes]) -> bytes:
    """In one go: each copy of a busy week, two megabytes, costs half a millisecond."""
    site = json.dumps(None if site_id is None else str(site_id)).encode()
    parts = [part for resource in resources for part in (b",", resource)]
    return b"".join((b'{"site":', site, b',"resources":[', *parts[1:], b"]}"))
