"""Measures each data set in rounds, prints the tables, and says which goals held."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from django.db import connection

from core import clock
from tests.bench.clients import Measured, Servers, measure, send
from tests.bench.house import House, build, fill
from tests.bench.series import HEAVY, ROWS, Requests, groups

ROUNDS, REQUESTS, HEAVY_REQUESTS, WARM = 5, 65, 33, 64
SETS: dict[str, tuple[range, int]] = {
    "1,000 a week, 8 weeks": (range(8), 1_000),
    "10,000 a week, 8 weeks": (range(8), 10_000),
    "1,000 a week, 80 weeks": (range(-72, 8), 1_000),
}
SHORT, LONG, MOST_BY_HISTORY = "1,000 a week, 8 weeks", "1,000 a week, 80 weeks", 1.3
Rounds = list[Measured]
Results = dict[str, Rounds]


def measure_everything(servers: Servers, *, only: Sequence[str], sets: Sequence[int]) -> bool:
    """The data sets after one another, then how history weighs; whether every goal held."""
    house, every = build(clock.now()), dict[str, Results]()
    for number, (name, (weeks, a_week)) in enumerate(SETS.items(), start=1):
        if number in sets:
            slots = fill(house, weeks=weeks, a_week=a_week, now=clock.now())
            every[name] = _measure(servers, house, Requests(house, slots), only)
            _print_set(name, every[name])
    return _print_goals([*_goals_of_sets(every), *_goals_of_history(every)])


def _measure(servers: Servers, house: House, requests: Requests, only: Sequence[str]) -> Results:
    """Each floor and its rows take turns, so that a noisy minute falls on both."""
    results: Results = {}
    for floor, names in groups(only).items():
        turns, number = [floor, *names], HEAVY_REQUESTS if floor in HEAVY else REQUESTS
        for name in turns:  # every connection has its statements prepared, as in a running house
            send(servers, requests.take(name, WARM), _tokens(house, name), [], Counter())
        _settle()
        for _ in range(ROUNDS):
            for name in turns:
                one = measure(servers, requests.take(name, number), _tokens(house, name))
                results.setdefault(name, []).append(one)
    return results


def _tokens(house: House, name: str) -> list[str]:
    return house.staff_tokens if name in ROWS and ROWS[name].is_staff else house.tokens


def _settle() -> None:
    """What PostgreSQL does behind its clients' backs is done now, not during a series."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
        cursor.execute("checkpoint")


def _middle(rounds: Rounds, figure: Callable[[Measured], float]) -> float:
    return median(map(figure, rounds))


def _cpu(rounds: Rounds) -> float:
    return _middle(rounds, lambda one: one.cpu)


def _ratio(rounds: Rounds, floors: Rounds) -> float:
    """The middle of the ratios within a round: both were measured in the same minute."""
    return median(one.cpu / floor.cpu for one, floor in zip(rounds, floors, strict=True))


def _print_set(name: str, results: Results) -> None:
    print(
        f"\n## {name}\n\n"
        "| request | req/s | p50 ms | p95 ms | app CPU ms | DB CPU ms | CPU ms | statements "
        "| bytes | × floor | answers |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for what, rounds in results.items():
        ratio = f"{_ratio(rounds, results[ROWS[what].floor]):.2f}" if what in ROWS else ""
        answers = sum((one.statuses for one in rounds), Counter[int]())
        print(
            f"| {what} | {_middle(rounds, lambda one: one.per_second):.0f} "
            f"| {_middle(rounds, lambda one: one.p50):.1f} "
            f"| {_middle(rounds, lambda one: one.p95):.1f} "
            f"| {_middle(rounds, lambda one: one.app_cpu):.2f} "
            f"| {_middle(rounds, lambda one: one.database_cpu):.2f} | {_cpu(rounds):.2f} "
            f"| {_statements(rounds)} | {rounds[-1].size:,} | {ratio} "
            f"| {', '.join(f'{status} × {number}' for status, number in answers.items())} |",
            flush=True,
        )


def _statements(rounds: Rounds) -> int:
    return max(one.statements for one in rounds)


def _goals_of_sets(every: dict[str, Results]) -> Iterator[tuple[str, float, float]]:
    """What is measured, how much it came to, and the most it may."""
    for data, results in every.items():
        for what in (name for name in results if name in ROWS):
            rounds, row = results[what], ROWS[what]
            if row.times is not None:
                ratio = _ratio(rounds, results[row.floor])
                yield f"{what}, {data}: times its floor", ratio, row.times
            yield f"{what}, {data}: statements", _statements(rounds), row.statements


def _goals_of_history(every: dict[str, Results]) -> Iterator[tuple[str, float, float]]:
    if SHORT in every and LONG in every:
        for what in (name for name in every[SHORT] if name in ROWS):
            times = _cpu(every[LONG][what]) / _cpu(every[SHORT][what])
            yield f"{what}, ten times the history: times itself", times, MOST_BY_HISTORY


def _print_goals(goals: Sequence[tuple[str, float, float]]) -> bool:
    print("\n## Goals\n\n| | measured | at most | held |\n|---|---|---|---|")
    for what, came_to, most in goals:
        print(f"| {what} | {came_to:.4g} | {most:g} | {'yes' if came_to <= most else 'NO'} |")
    held = sum(came_to <= most for _, came_to, most in goals)
    print(f"\nHeld: {held} of {len(goals)}.", flush=True)
    return held == len(goals)
