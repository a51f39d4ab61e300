"""How much of the open time was booked: by site, offer or thing, by hour of the week, by week."""

import datetime as dt
import json
import uuid
from collections.abc import Collection
from pathlib import Path
from typing import Any

from core import sql
from core.translation import is_english
from reports.definitions import COUNTED, By, Cell, Minutes, Occupancy, Row, Week

FOLDER = Path(__file__).parents[1] / "sql"
STATEMENT = (FOLDER / "claims.sql", FOLDER / "occupancy.sql")


def occupancy(
    *, site_ids: Collection[uuid.UUID], since: dt.datetime, until: dt.datetime, by: By
) -> Occupancy:
    """The report of these sites over [since, until): one statement, whatever lies outside of it."""
    parameters = {
        "sites": list(site_ids),
        "since": since,
        "until": until,
        "counted": list(COUNTED),
        "row_kind": by.value,
        "english": is_english(),
    }
    told = json.loads(sql.text(STATEMENT, parameters))
    return Occupancy(
        totals=Minutes(**told["totals"]),
        rows=tuple(_row(row) for row in told["rows"]),
        heat=tuple(Cell(**cell) for cell in told["heat"]),
        weeks=tuple(_week(week) for week in told["weeks"]),
    )


def _row(told: dict[str, Any]) -> Row:
    return Row(
        id=uuid.UUID(told["id"]),
        name=told["name"],
        site_id=uuid.UUID(told["site"]),
        site_name=told["site_name"],
        minutes=Minutes(**told["minutes"]),
    )


def _week(told: dict[str, Any]) -> Week:
    return Week(**{**told, "monday": dt.date.fromisoformat(told["monday"])})
