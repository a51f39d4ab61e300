"""What must hold of every quote, against an independent oracle that bills minute by minute."""

import datetime as dt
import itertools
import uuid
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.money import vat_within
from core.period import Period
from memberships.pricing import Price, PricedItem, Quote, minutes_by_day, quote

PARIS = ZoneInfo("Europe/Paris")
RATES = st.sampled_from([Decimal("0.00"), Decimal("5.50"), Decimal("10.00"), Decimal("20.00")])
CENTS = st.one_of(st.integers(0, 12_000), st.integers(0, 7))
# Around both DST nights, so that most periods touch one.
STARTS = st.builds(
    lambda day, minute: dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(minutes=minute),
    st.sampled_from([dt.date(2027, 3, 26), dt.date(2027, 10, 29), dt.date(2028, 2, 28)]),
    st.integers(0, 3 * 1440),
)
LENGTHS = st.integers(1, 3 * 1440)


@st.composite
def price_lists(draw: st.DrawFn) -> tuple[Price, ...]:
    units = draw(st.sets(st.sampled_from(["hour", "half_day", "day"]), min_size=1))
    return tuple(Price(unit, draw(CENTS), draw(RATES)) for unit in sorted(units))


def items_of(prices: tuple[Price, ...], quantity: int = 1) -> list[PricedItem]:
    return [PricedItem(uuid.UUID(int=1), "Salle", quantity, prices)]


def priced(start: dt.datetime, minutes: int, prices: tuple[Price, ...], quantity: int = 1) -> Quote:
    period = Period(start, start + dt.timedelta(minutes=minutes))
    return quote(items_of(prices, quantity), period, PARIS)


def walked_days(start: dt.datetime, minutes: int) -> list[int]:
    """Minutes per day of Paris, by asking the wall clock about every one of them."""
    moments = (start + dt.timedelta(minutes=minute) for minute in range(minutes))
    days = itertools.groupby(moment.astimezone(PARIS).date() for moment in moments)
    return [len(list(group)) for _, group in days]


def cheapest_by_trying(minutes: int, prices: tuple[Price, ...]) -> Fraction:
    """Every count of half-days and of days, the rest by the hour where hours are sold."""
    cents = {price.unit: Fraction(price.cents) for price in prices}
    found = []
    for halves, days in itertools.product(
        range(8 if "half_day" in cents else 1), range(2 if "day" in cents else 1)
    ):
        left = 0 if days else max(0, minutes - 240 * halves)
        if left and "hour" not in cents:
            continue
        found.append(
            halves * cents.get("half_day", Fraction(0))
            + days * cents.get("day", Fraction(0))
            + Fraction(left, 60) * cents.get("hour", Fraction(0))
        )
    return min(found)


@given(STARTS, LENGTHS)
def test_days_are_those_of_the_wall_clock(start: dt.datetime, minutes: int) -> None:
    period = Period(start, start + dt.timedelta(minutes=minutes))
    assert list(minutes_by_day(period, PARIS)) == walked_days(start, minutes)


@given(STARTS, LENGTHS, price_lists())
def test_total_is_the_cheapest_of_all_ways_rounded_once(
    start: dt.datetime, minutes: int, prices: tuple[Price, ...]
) -> None:
    period = Period(start, start + dt.timedelta(minutes=minutes))
    exact = sum(cheapest_by_trying(day, prices) for day in minutes_by_day(period, PARIS))
    assert priced(start, minutes, prices).total_cents == int(exact + Fraction(1, 2))


@given(STARTS, LENGTHS, LENGTHS, price_lists())
def test_longer_never_costs_less(
    start: dt.datetime, minutes: int, more: int, prices: tuple[Price, ...]
) -> None:
    shorter, longer = priced(start, minutes, prices), priced(start, minutes + more, prices)
    assert 0 <= shorter.total_cents <= longer.total_cents


@given(STARTS, LENGTHS, price_lists(), st.integers(1, 40))
def test_several_cost_as_many_times_one_and_lines_add_up(
    start: dt.datetime, minutes: int, prices: tuple[Price, ...], quantity: int
) -> None:
    one, several = priced(start, minutes, prices), priced(start, minutes, prices, quantity)
    assert several.total_cents == quantity * one.total_cents
    assert sum(line.total_cents for line in several.lines) == several.total_cents
    assert all(line.total_cents >= 0 for line in several.lines)
    assert several.lines, "a quote says what it bills, even when it is free"


@given(STARTS, LENGTHS, st.lists(price_lists(), min_size=1, max_size=4))
def test_vat_of_each_rate_is_within_what_is_billed_at_it(
    start: dt.datetime, minutes: int, lists: list[tuple[Price, ...]]
) -> None:
    items = [PricedItem(uuid.UUID(int=n), "Salle", 1, prices) for n, prices in enumerate(lists)]
    found = quote(items, Period(start, start + dt.timedelta(minutes=minutes)), PARIS)
    billed = {
        rate: sum(line.total_cents for line in found.lines if line.vat_rate == rate)
        for rate, _ in found.vat
    }
    assert sum(billed.values()) == found.total_cents
    assert all(cents == vat_within(billed[rate], rate) for rate, cents in found.vat)


@given(STARTS, LENGTHS, price_lists())
def test_the_clock_in_which_times_are_written_changes_nothing(
    start: dt.datetime, minutes: int, prices: tuple[Price, ...]
) -> None:
    end = start + dt.timedelta(minutes=minutes)
    here = Period(start.astimezone(PARIS), end.astimezone(PARIS))
    assert quote(items_of(prices), here, PARIS) == priced(start, minutes, prices)
