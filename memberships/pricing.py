"""The pure quote: what a period costs at given prices, as lines that a person can check by hand.

Each calendar day of the site's zone is priced on its own, at the cheapest of a day, of half-days
(blocks of up to four hours), of hours (elapsed ones, so a DST night bills what it lasts), and of
half-days with the remaining minutes by the hour. Every such choice costs more, or the same, for
more minutes; so does the cheapest of them: a longer booking never costs less than a shorter one.
Hours are rounded once, half up, on their line. VAT is inside the prices and computed per rate on
the total (LAW: prices with VAT).
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.errors import RuleRefused
from core.money import EUR, half_up, vat_within
from core.period import Period, day_of

HALF_DAY_MINUTES = 240
UNITS = ("hour", "half_day", "day")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit ("hour", "half_day" or "day") costs, VAT included; `vat_rate` in per cent."""

    unit: str
    cents: int
    vat_rate: Decimal


def read_prices(tariffs: Iterable[tuple[str, int, Decimal | str]]) -> tuple[Price, ...]:
    """From (unit, cents, VAT rate), one price a unit and in the order of UNITS.

    Everybody's come first, as in sql/prices.sql: the audience's own wins.
    """
    found = {unit: Price(unit, cents, Decimal(rate)) for unit, cents, rate in tariffs}
    return tuple(found[unit] for unit in UNITS if unit in found)


@dataclass(frozen=True, slots=True)
class PricedItem:
    """Some of one offer with the prices that hold for this person on that day."""

    offer_id: uuid.UUID
    label: str
    quantity: int
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One unit of one offer; `quantity` is in units (1.50 hours), for all that was asked."""

    offer_id: uuid.UUID
    label: str
    unit: str
    quantity: Decimal
    unit_cents: int
    total_cents: int
    vat_rate: Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """A price now: the lines add up to the total; `vat` is (rate, cents) within the total."""

    lines: tuple[QuoteLine, ...]
    total_cents: int
    currency: str
    vat: tuple[tuple[Decimal, int], ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """How much of each unit is billed; minutes stand for hours."""

    minutes: int = 0
    half_days: int = 0
    days: int = 0

    def of(self, unit: str) -> int:
        return {"hour": self.minutes, "half_day": self.half_days, "day": self.days}[unit]

    def __add__(self, other: "_Use") -> "_Use":
        return _Use(
            self.minutes + other.minutes,
            self.half_days + other.half_days,
            self.days + other.days,
        )


def quote(items: Sequence[PricedItem], period: Period, zone: ZoneInfo) -> Quote:
    """The price of all items over `period`, on the calendar of `zone`.

    Raises RuleRefused("no_tariff") for an item without any price; free is an explicit 0.
    """
    days = list(minutes_by_day(period, zone))
    lines = tuple(line for item in items for line in _lines(item, days))
    return Quote(lines, sum(line.total_cents for line in lines), EUR, _vat(lines))


def minutes_by_day(period: Period, zone: ZoneInfo) -> Iterator[int]:
    """The elapsed minutes of the period within each calendar day of `zone`; begun ones count."""
    start = period.starts_at
    while start < period.ends_at:
        end = min(day_of(start.astimezone(zone).date(), zone).ends_at, period.ends_at)
        yield -int(-(end - start).total_seconds() // 60)
        start = end


def _lines(item: PricedItem, days: Sequence[int]) -> Iterator[QuoteLine]:
    prices = {price.unit: price for price in item.prices}
    if not prices:
        raise RuleRefused(
            _("Aucun tarif n’est prévu pour « %(offer)s » : demandez à l’accueil.")
            % {"offer": item.label},
            code="no_tariff",
            details={"offer": str(item.offer_id)},
        )
    use = sum((_cheapest(minutes, prices) for minutes in days), _Use())
    for unit in UNITS:
        if use.of(unit):
            yield _line(item, prices[unit], use.of(unit))


def _cheapest(minutes: int, prices: dict[str, Price]) -> _Use:
    """How to bill one day; among equals the first, so hours before half-days before a day."""
    return min(_choices(minutes, prices), key=lambda use: _sixtieths(use, prices))


def _choices(minutes: int, prices: dict[str, Price]) -> Iterator[_Use]:
    blocks = -(-minutes // HALF_DAY_MINUTES)
    if "hour" in prices:
        yield _Use(minutes=minutes)
    if "hour" in prices and "half_day" in prices:
        for count in range(1, blocks):
            yield _Use(minutes=minutes - count * HALF_DAY_MINUTES, half_days=count)
    if "half_day" in prices:
        yield _Use(half_days=blocks)
    if "day" in prices:
        yield _Use(days=1)


def _sixtieths(use: _Use, prices: dict[str, Price]) -> int:
    """The exact cost in sixtieths of a cent, so that nothing is rounded before the line."""
    return sum(
        use.of(unit) * price.cents * (1 if unit == "hour" else 60) for unit, price in prices.items()
    )


def _line(item: PricedItem, price: Price, amount: int) -> QuoteLine:
    """One line; the total of one is rounded, then multiplied: k at once cost k times one."""
    units = Decimal(amount) / 60 if price.unit == "hour" else Decimal(amount)
    return QuoteLine(
        offer_id=item.offer_id,
        label=item.label,
        unit=price.unit,
        quantity=(units * item.quantity).quantize(_HUNDREDTH),
        unit_cents=price.cents,
        total_cents=half_up(units * price.cents) * item.quantity,
        vat_rate=price.vat_rate,
    )


def _vat(lines: Sequence[QuoteLine]) -> tuple[tuple[Decimal, int], ...]:
    bases: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        bases[line.vat_rate] += line.total_cents
    return tuple((rate, vat_within(bases[rate], rate)) for rate in sorted(bases) if bases[rate])


def snapshot(priced: Quote) -> dict[str, Any]:
    """The quote as a booking keeps it: plain JSON, decimals as text."""
    return {
        "lines": [_line_as_json(line) for line in priced.lines],
        "total_cents": priced.total_cents,
        "currency": priced.currency,
        "vat": [{"rate": str(rate), "cents": cents} for rate, cents in priced.vat],
        "basis": "vat_included",
    }


def _line_as_json(line: QuoteLine) -> dict[str, Any]:
    return {
        "offer": str(line.offer_id),
        "label": line.label,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "unit_cents": line.unit_cents,
        "total_cents": line.total_cents,
        "vat_rate": str(line.vat_rate),
    }
