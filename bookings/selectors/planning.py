"""The planning of a site: resources and their taken periods, one statement, JSON made there."""

import datetime as dt
import uuid
from pathlib import Path

from django.utils.translation import get_language

from accounts.models import Person
from bookings.permissions import can_see_who
from core import sql

FOLDER = Path(__file__).parents[1] / "sql"


def planning_json(
    *,
    site_id: uuid.UUID | None,
    since: dt.datetime,
    until: dt.datetime,
    now: dt.datetime,
    viewer: Person | None,
) -> str:
    """JSON text as in the API's Planning, of one site or of all (None).

    Names and purposes are only for those who may know.
    """
    name = "planning_staff.sql" if can_see_who(viewer) else "planning_public.sql"
    parameters = {
        "site": site_id,
        "person": viewer.pk if viewer else None,
        "since": since,
        "until": until,
        "now": now,
        "english": (get_language() or "fr").startswith("en"),
    }
    return sql.text(FOLDER / name, parameters)
