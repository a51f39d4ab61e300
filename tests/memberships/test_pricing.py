"""Quotes against sums made by hand: ordinary days, prints over night, both DST nights of 2027."""

import datetime as dt
import uuid
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.errors import RuleRefused
from core.period import Period
from memberships.pricing import Price, PricedItem, Quote, minutes_by_day, quote, snapshot

PARIS = ZoneInfo("Europe/Paris")
OFFER = uuid.UUID("01900000-0000-7000-8000-000000000001")
VAT = Decimal("20.00")
HOUR, HALF, DAY = Price("hour", 500, VAT), Price("half_day", 1500, VAT), Price("day", 2500, VAT)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def priced(start: str, end: str, *prices: Price, quantity: int = 1) -> Quote:
    item = PricedItem(OFFER, "Imprimante 3D", quantity, prices)
    return quote([item], Period(at(start), at(end)), PARIS)


def lines(found: Quote) -> list[tuple[str, str, int]]:
    return [(line.unit, str(line.quantity), line.total_cents) for line in found.lines]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # two hours at 5 €
        ("2027-01-05T14:00", "2027-01-05T16:00", [("hour", "2.00", 1000)]),
        # three hours cost what a half-day costs: the hours are said
        ("2027-01-05T09:00", "2027-01-05T12:00", [("hour", "3.00", 1500)]),
        # 3 h 30 would be 17,50 by the hour
        ("2027-01-05T09:00", "2027-01-05T12:30", [("half_day", "1.00", 1500)]),
        # five hours: a half-day and an hour, not 25 by the hour
        (
            "2027-01-05T09:00",
            "2027-01-05T14:00",
            [("hour", "1.00", 500), ("half_day", "1.00", 1500)],
        ),
        # 6 h 30: 15 + 12,50 by mix, 30 by halves, 25 by the day
        ("2027-01-05T09:00", "2027-01-05T15:30", [("day", "1.00", 2500)]),
        # a fourteen-hour print: 4 h in the evening (a half-day), 10 h the next day (a day)
        (
            "2027-01-05T20:00",
            "2027-01-06T10:00",
            [("half_day", "1.00", 1500), ("day", "1.00", 2500)],
        ),
        # Monday noon to Thursday 10:00: 12 h, 24 h, 24 h are three days, 10 h a fourth
        ("2027-01-04T12:00", "2027-01-07T10:00", [("day", "4.00", 10000)]),
        # ends at midnight: nothing of the next day is billed
        ("2027-01-05T22:00", "2027-01-06T00:00", [("hour", "2.00", 1000)]),
        # over midnight each day has its own hours, on one line
        ("2027-01-05T23:00", "2027-01-06T01:30", [("hour", "2.50", 1250)]),
    ],
)
def test_quote_takes_the_cheapest_mix_of_each_day(
    start: str, end: str, expected: list[tuple[str, str, int]]
) -> None:
    found = priced(start, end, HOUR, HALF, DAY)

    assert lines(found) == expected
    assert found.total_cents == sum(total for _, _, total in expected)


@pytest.mark.parametrize(
    ("start", "end", "minutes", "cents"),
    [
        # 28 March: the clock jumps from 2:00 to 3:00; midnight to 4:00 lasts three hours
        ("2027-03-28T00:00", "2027-03-28T04:00", [180], 1500),
        # the print of that night, Saturday 20:00 to Sunday 10:00: 4 h + 9 h
        ("2027-03-27T20:00", "2027-03-28T10:00", [240, 540], 6500),
        # 31 October: 2:00 to 3:00 comes twice; midnight to 4:00 lasts five hours
        ("2027-10-31T00:00", "2027-10-31T04:00", [300], 2500),
        ("2027-10-30T20:00", "2027-10-31T10:00", [240, 660], 7500),
        # whole days of 23 and 25 hours
        ("2027-03-28T00:00", "2027-03-29T00:00", [1380], 11500),
        ("2027-10-31T00:00", "2027-11-01T00:00", [1500], 12500),
    ],
)
def test_hours_of_a_dst_night_are_elapsed_ones(
    start: str, end: str, minutes: list[int], cents: int
) -> None:
    assert list(minutes_by_day(Period(at(start), at(end)), PARIS)) == minutes
    assert priced(start, end, HOUR).total_cents == cents


def test_half_days_and_days_of_a_dst_day_count_elapsed_hours() -> None:
    """Midnight to noon: 11 h in March are three half-days as are 12 h; in October 13 h are four."""
    assert priced("2027-03-28T00:00", "2027-03-28T12:00", HALF).total_cents == 3 * 1500
    assert priced("2027-10-30T00:00", "2027-10-30T12:00", HALF).total_cents == 3 * 1500
    assert priced("2027-10-31T00:00", "2027-10-31T12:00", HALF).total_cents == 4 * 1500
    assert lines(priced("2027-10-31T00:00", "2027-11-01T00:00", HOUR, HALF, DAY)) == [
        ("day", "1.00", 2500)
    ]


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ((HALF,), [("half_day", "2.00", 3000)]),
        ((DAY,), [("day", "1.00", 2500)]),
        ((HALF, DAY), [("day", "1.00", 2500)]),
        ((HOUR,), [("hour", "5.00", 2500)]),
        ((HOUR, DAY), [("hour", "5.00", 2500)]),
    ],
)
def test_units_without_a_price_are_not_offered(
    prices: tuple[Price, ...], expected: list[tuple[str, str, int]]
) -> None:
    assert lines(priced("2027-01-05T09:00", "2027-01-05T14:00", *prices)) == expected


def test_a_cheaper_upper_unit_wins_even_for_a_minute() -> None:
    cheap_day = Price("day", 1, VAT)
    assert lines(priced("2027-01-05T09:00", "2027-01-05T09:01", HOUR, cheap_day)) == [
        ("day", "1.00", 1)
    ]


def test_hours_are_rounded_half_up_once_on_the_line() -> None:
    """1,99 €/h: 15 min are 49,75 ct; two evenings of 15 min over midnight are 99,5 → 1,00 €."""
    price = Price("hour", 199, VAT)
    assert priced("2027-01-05T14:00", "2027-01-05T14:15", price).total_cents == 50
    assert priced("2027-01-05T23:45", "2027-01-06T00:15", price).total_cents == 100


def test_several_at_once_cost_as_many_times_one() -> None:
    price = Price("hour", 333, VAT)
    one = priced("2027-01-05T14:00", "2027-01-05T14:50", price)
    six = priced("2027-01-05T14:00", "2027-01-05T14:50", price, quantity=6)

    assert one.total_cents == 278  # 277.5
    assert six.total_cents == 6 * 278
    assert str(six.lines[0].quantity) == "5.00"


def test_vat_is_inside_and_computed_per_rate_on_the_total() -> None:
    """Three lines of 0,05 € at 20 %: 12,5 ct without VAT, so 13, and 2 of VAT; by line it were 3.

    10,55 € at 5,5 % hold 0,55.
    """
    period = Period(at("2027-01-05T14:00"), at("2027-01-05T15:00"))
    prices = [(5, VAT), (5, VAT), (5, VAT), (1055, Decimal("5.50")), (700, Decimal("0"))]
    items = [
        PricedItem(uuid.UUID(int=n), "Bureau", 1, (Price("hour", cents, rate),))
        for n, (cents, rate) in enumerate(prices)
    ]
    found = quote(items, period, PARIS)

    assert found.total_cents == 1770
    assert found.vat == ((Decimal("0"), 0), (Decimal("5.50"), 55), (VAT, 2))


def test_free_is_an_explicit_zero() -> None:
    found = priced("2027-01-05T14:00", "2027-01-05T16:00", Price("hour", 0, VAT))

    assert lines(found) == [("hour", "2.00", 0)]
    assert (found.total_cents, found.vat) == (0, ())


def test_an_item_without_any_price_is_refused() -> None:
    with pytest.raises(RuleRefused) as refusal:
        priced("2027-01-05T14:00", "2027-01-05T16:00")

    assert refusal.value.code == "no_tariff"
    assert refusal.value.details == {"offer": str(OFFER)}
    assert "Imprimante 3D" in refusal.value.message


def test_snapshot_is_plain_json() -> None:
    found = priced("2027-01-05T09:00", "2027-01-05T10:30", HOUR, HALF)

    assert snapshot(found) == {
        "lines": [
            {
                "offer": str(OFFER),
                "label": "Imprimante 3D",
                "quantity": "1.50",
                "unit": "hour",
                "unit_cents": 500,
                "total_cents": 750,
                "vat_rate": "20.00",
            }
        ],
        "total_cents": 750,
        "currency": "EUR",
        "vat": [{"rate": "20.00", "cents": 125}],
        "basis": "vat_included",
    }
