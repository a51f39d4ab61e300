"""What is measured on each data set, and the table that is printed."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import count
from urllib.parse import urlencode

from core import clock
from tests.bench.clients import Call, Measured, measure
from tests.bench.house import House, Slot, build, fill

READS, HEAVY_READS, WRITES = 241, 121, 241
SETS: dict[str, tuple[range, int]] = {
    "1,000 a week, 8 weeks": (range(8), 1_000),
    "10,000 a week, 8 weeks": (range(8), 10_000),
    "1,000 a week, 80 weeks": (range(-72, 8), 1_000),
}
SHORT, LONG = "1,000 a week, 8 weeks", "1,000 a week, 80 weeks"
FLOORS = {
    "GET availability, week": "floor: free ranges",
    "GET planning, week": "floor: taken rows",
    "GET planning, day": "floor: taken rows, day",
    "POST bookings, one thing": "floor: insert a claim",
    "POST bookings, a desk of ten": "floor: insert a claim",
    "POST bookings, refused": "floor: insert a claim, refused",
}
Results = dict[str, Measured]
_keys = count()


def measure_everything(
    port: int, *, web: int, database: int, only: Sequence[str], sets: Sequence[int]
) -> None:
    """The data sets after one another, each with its floors; then how history weighs."""
    house, rows = build(clock.now()), _rows(only)
    every: dict[str, Results] = {}
    for number, (name, (weeks, a_week)) in enumerate(SETS.items(), start=1):
        if number not in sets:
            continue
        slots = fill(house, weeks=weeks, a_week=a_week, now=clock.now())
        every[name] = {
            row: measure(port, calls, house.tokens, app=web, database=database)
            for row, calls in _series(house, slots).items()
            if row in rows
        }
        _print(name, every[name])
    if SHORT in every and LONG in every:
        _print_history(every[SHORT], every[LONG])


def _rows(only: Sequence[str]) -> set[str]:
    """The rows with one of the words, and their floors."""
    chosen = {row for row in FLOORS if any(word in row for word in only)}
    return chosen | {FLOORS[row] for row in chosen} | {"floor: empty view"}


def _series(house: House, slots: dict[str, list[Slot]]) -> dict[str, Sequence[Call]]:
    week, day = _span(house.monday, 7), _span(house.monday, 1)
    free, desks = iter(slots["free"]), iter(slots["free_desks"])
    taken = slots["taken"]

    def take(source: Callable[[], Slot], make: Callable[[Slot], Call], number: int) -> list[Call]:
        return [make(source()) for _ in range(number)]

    def claim(slot: Slot) -> Call:
        return Call("POST", "/floor/claims/", {
            "resource": str(slot.resource), "starts_at": slot.starts_at.isoformat(),
            "ends_at": slot.ends_at.isoformat(), "block": str(house.block),
        })  # fmt: skip

    some = iter(taken * 2)
    return {
        "floor: empty view": [Call("GET", "/floor/nothing/")] * READS,
        "floor: free ranges": [Call("GET", f"/floor/free/?{week}")] * HEAVY_READS,
        "GET availability, week": [Call("GET", f"/api/v1/availability/?{week}")] * HEAVY_READS,
        "floor: taken rows": [Call("GET", f"/floor/taken/?{week}")] * HEAVY_READS,
        "GET planning, week": [Call("GET", f"/api/v1/planning/?{week}")] * HEAVY_READS,
        "floor: taken rows, day": [Call("GET", f"/floor/taken/?{day}")] * READS,
        "GET planning, day": [Call("GET", f"/api/v1/planning/?{day}")] * READS,
        "floor: insert a claim": take(free.__next__, claim, WRITES),
        "POST bookings, one thing": take(free.__next__, booking, WRITES),
        "POST bookings, a desk of ten": take(desks.__next__, booking, WRITES),
        "floor: insert a claim, refused": take(some.__next__, claim, WRITES),
        "POST bookings, refused": take(some.__next__, booking, WRITES),
    }


def booking(slot: Slot) -> Call:
    """What the frontend sends, its Idempotency-Key included."""
    body = {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "items": [{"offer": str(slot.offer)}],
    }
    key = ("Idempotency-Key", f"bench-{next(_keys)}")
    return Call("POST", "/api/v1/bookings/", body, (key,))


def _span(monday: dt.date, days: int) -> str:
    start = dt.datetime.combine(monday, dt.time(), dt.UTC)
    end = start + dt.timedelta(days=days)
    return urlencode({"from": start.isoformat(), "to": end.isoformat()})


def _print(name: str, results: Results) -> None:
    print(f"\n## {name}\n")
    print(
        "| request | req/s | p50 ms | p95 ms | app CPU ms | DB CPU ms | CPU ms | statements "
        "| bytes | × floor | answers |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for what, one in results.items():
        floor = results.get(FLOORS.get(what, ""))
        ratio = f"{one.cpu / floor.cpu:.2f}" if floor else ""
        answers = ", ".join(f"{status} × {number}" for status, number in one.statuses.items())
        print(
            f"| {what} | {one.per_second:.0f} | {one.p50:.1f} | {one.p95:.1f} "
            f"| {one.app_cpu:.2f} | {one.database_cpu:.2f} | {one.cpu:.2f} | {one.statements} "
            f"| {one.size:,} | {ratio} | {answers} |",
            flush=True,
        )


def _print_history(short: Results, long: Results) -> None:
    print("\n## Ten times the history\n\n| request | CPU ms, 8 weeks | 80 weeks | × |")
    print("|---|---|---|---|")
    for what in (row for row in FLOORS if row in short):
        before, after = short[what].cpu, long[what].cpu
        print(f"| {what} | {before:.2f} | {after:.2f} | {after / before:.2f} |")
