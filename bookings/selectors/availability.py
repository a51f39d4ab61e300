"""When offers can be booked: range arithmetic in one statement, JSON made there."""

import datetime as dt
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accounts.models import Person
from accounts.permissions import is_staff
from core import sql
from core.translation import is_english
from spaces.holidays import PublicHoliday, public_holidays
from spaces.models import Site

STATEMENT = Path(__file__).parents[1] / "sql" / "availability.sql"


def availability_json(
    *,
    since: dt.datetime,
    until: dt.datetime,
    now: dt.datetime,
    person: Person | None,
    site_id: uuid.UUID | None = None,
    offer_ids: Sequence[uuid.UUID] | None = None,
    kind: str | None = None,
) -> str:
    """JSON text as in the API's Availability, one object an offer; two statements in all.

    `free` are bookable periods with how many places at most; a quote or a booking decides.
    """
    english = is_english()
    parameters: dict[str, Any] = {
        "site": site_id,
        "offers": None if offer_ids is None else list(offer_ids),
        "kind": kind,
        "staff": is_staff(person),
        "since": since,
        "until": until,
        "now": now,
        "english": english,
        **_holidays(site_id, since, until, english=english),
    }
    return sql.text(STATEMENT, parameters)


def _holidays(
    site_id: uuid.UUID | None, since: dt.datetime, until: dt.datetime, *, english: bool
) -> dict[str, list[Any]]:
    """The computed public holidays of the sites that close on them, as columns."""
    sites = Site.objects.filter(closes_on_public_holidays=True, is_active=True)
    found = [
        (site.pk, holiday)
        for site in (sites.filter(pk=site_id) if site_id else sites)
        for holiday in _of(site, since, until)
    ]
    return {
        "holiday_sites": [site for site, _ in found],
        "holiday_starts": [holiday.period.starts_at for _, holiday in found],
        "holiday_ends": [holiday.period.ends_at for _, holiday in found],
        "holiday_names": [one.name_en if english else one.name_fr for _, one in found],
    }


def _of(site: Site, since: dt.datetime, until: dt.datetime) -> list[PublicHoliday]:
    first, last = since.astimezone(site.zone).date(), until.astimezone(site.zone).date()
    return public_holidays(site, since=first, until=last + dt.timedelta(days=1))
