"""The rows of the table: the requests of each, and the floor and the goal it is held against."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice, repeat
from urllib.parse import urlencode

from tests.bench.clients import Call
from tests.bench.house import House, Slot

NOTHING = "floor: empty view"
FREE, FREE_DAY = "floor: free ranges", "floor: free ranges, day"
TAKEN, TAKEN_DAY = "floor: taken rows", "floor: taken rows, day"
TAKEN_WEEKS = "floor: taken rows, four weeks"
INSERT, INSERT_REFUSED = "floor: insert a claim", "floor: insert a claim, refused"
HEAVY = {FREE, TAKEN, TAKEN_WEEKS}
MOST_FOR_READ, MOST_FOR_BOOKING = 6, 12
_keys = count()


@dataclass(frozen=True, slots=True)
class Row:
    """A request, its floor, the most times that it may cost (None: no goal), its statements."""

    floor: str
    times: int | None
    statements: int = MOST_FOR_READ
    is_staff: bool = False


ROWS = {
    "GET availability, week": Row(FREE, 4),
    "GET availability, day": Row(FREE_DAY, None),
    "GET planning, week": Row(TAKEN, 2),
    "GET planning with names, week": Row(TAKEN, 2, is_staff=True),
    "GET planning, day": Row(TAKEN_DAY, None),
    "GET planning with names, day": Row(TAKEN_DAY, None, is_staff=True),
    "GET occupancy, four weeks": Row(TAKEN_WEEKS, None, is_staff=True),
    "POST bookings, one thing": Row(INSERT, 4, MOST_FOR_BOOKING),
    "POST bookings, a desk of ten": Row(INSERT, 4, MOST_FOR_BOOKING),
    "POST bookings, refused": Row(INSERT_REFUSED, 4, MOST_FOR_BOOKING),
}


def groups(only: Sequence[str]) -> dict[str, list[str]]:
    """The rows with one of the words, by the floor with which they take turns."""
    found: dict[str, list[str]] = {NOTHING: []}
    for name, row in ROWS.items():
        if any(word in name for word in only):
            found.setdefault(row.floor, []).append(name)
    return found


class Requests:
    """Hands out the requests of each row; no free slot is asked for twice."""

    def __init__(self, house: House, slots: dict[str, list[Slot]]) -> None:
        week, day = _span(house.monday, 7), _span(house.monday, 1)
        weeks = _span(house.monday, 28)
        free, desks, taken = (iter(slots[name]) for name in ("free", "free_desks", "taken"))
        reads = {
            NOTHING: "/floor/nothing/",
            FREE: f"/floor/free/?{week}",
            FREE_DAY: f"/floor/free/?{day}",
            TAKEN: f"/floor/taken/?{week}",
            TAKEN_DAY: f"/floor/taken/?{day}",
            TAKEN_WEEKS: f"/floor/taken/?{weeks}",
            "GET availability, week": f"/api/v1/availability/?{week}",
            "GET availability, day": f"/api/v1/availability/?{day}",
            "GET planning, week": f"/api/v1/planning/?{week}",
            "GET planning with names, week": f"/api/v1/planning/?{week}",
            "GET planning, day": f"/api/v1/planning/?{day}",
            "GET planning with names, day": f"/api/v1/planning/?{day}",
            "GET occupancy, four weeks": f"/api/v1/reports/occupancy/?{weeks}&by=resource",
        }
        claim = partial(_claim, str(house.block))
        self._streams: dict[str, Iterator[Call]] = {
            name: repeat(Call("GET", path)) for name, path in reads.items()
        } | {
            INSERT: map(claim, free),
            INSERT_REFUSED: map(claim, taken),
            "POST bookings, one thing": map(booking, free),
            "POST bookings, a desk of ten": map(booking, desks),
            "POST bookings, refused": map(booking, taken),
        }

    def take(self, name: str, number: int) -> list[Call]:
        return list(islice(self._streams[name], number))


def booking(slot: Slot) -> Call:
    """What the frontend sends, its Idempotency-Key included."""
    body = {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "items": [{"offer": str(slot.offer)}],
    }
    key = ("Idempotency-Key", f"bench-{next(_keys)}")
    return Call("POST", "/api/v1/bookings/", body, (key,))


def _claim(block: str, slot: Slot) -> Call:
    body = {
        "resource": str(slot.resource),
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "block": block,
    }
    return Call("POST", "/floor/claims/", body)


def _span(monday: dt.date, days: int) -> str:
    start = dt.datetime.combine(monday, dt.time(), dt.UTC)
    end = start + dt.timedelta(days=days)
    return urlencode({"from": start.isoformat(), "to": end.isoformat()})
