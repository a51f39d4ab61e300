"""Money as integer cents with a currency; rounding is half up (LAW: prices with VAT)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

EUR = "EUR"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole cents of one currency."""

    cents: int
    currency: str = EUR

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.cents + other.cents, self.currency)

    def as_json(self) -> dict[str, int | str]:
        """The shape of the API: {"cents", "currency"}."""
        return {"cents": self.cents, "currency": self.currency}


def euros(cents: int) -> str:
    """Cents as staff write them in a form: 1250 is "12,50"."""
    return f"{cents // 100},{cents % 100:02d}"


def half_up(value: Decimal) -> int:
    """The nearest whole number of cents; a half goes away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def vat_within(cents: int, rate: Decimal) -> int:
    """The VAT contained in an amount that includes it, in cents; `rate` in per cent."""
    return cents - half_up(Decimal(cents) * 100 / (100 + rate))
