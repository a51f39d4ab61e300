"""The bookings behind a figure of occupancy, with the minutes that each adds to it."""

import datetime as dt
import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from core import sql
from core.translation import is_english
from reports.definitions import COUNTED, Figure
from reports.selectors.occupancy import FOLDER

STATEMENT = (FOLDER / "claims.sql", FOLDER / "behind.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A figure, as narrow as it was asked about; `weekday` 1 is Monday, `hour` is the wall's."""

    site_ids: Collection[uuid.UUID]
    since: dt.datetime
    until: dt.datetime
    figure: Figure = Figure.CLAIMED
    offer_id: uuid.UUID | None = None
    resource_id: uuid.UUID | None = None
    weekday: int | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One page of bookings; `count` and `minutes` are of all of them."""

    count: int
    minutes: int
    results: tuple[dict[str, Any], ...]


def bookings_behind(question: Question, *, first: int, most: int) -> Behind:
    """The bookings in order of their start, from number `first` (0), at most `most`: one statement.

    The minutes of all of them are the figure of the report, to the minute.
    """
    parameters = {
        "sites": list(question.site_ids),
        "since": question.since,
        "until": question.until,
        "counted": list(COUNTED),
        "figure": question.figure.value,
        "offer": question.offer_id,
        "resource": question.resource_id,
        "weekday": question.weekday,
        "hour": question.hour,
        "first": first,
        "most": most,
        "english": is_english(),
    }
    told = json.loads(sql.text(STATEMENT, parameters))
    return Behind(count=told["count"], minutes=told["minutes"], results=tuple(told["results"]))
