"""Which prices hold for whom on which day."""

import datetime as dt
import uuid
from collections.abc import Iterable
from pathlib import Path

from accounts.models import Audience
from core import sql
from memberships.pricing import UNITS, Price
from spaces.models import Offer

STATEMENT = Path(__file__).parent / "sql" / "prices.sql"


def prices_for(
    offers: Iterable[Offer], audience: Audience | uuid.UUID | None, on: dt.date
) -> dict[uuid.UUID, tuple[Price, ...]]:
    """The prices of each offer in one query; per unit, the audience's own wins over everybody's.

    An offer without a price is there with an empty tuple.
    """
    found: dict[uuid.UUID, dict[str, Price]] = {offer.pk: {} for offer in offers}
    rows = sql.rows(STATEMENT, {"offers": list(found), "audience": _id(audience), "day": on})
    for offer_id, unit, cents, vat_rate in rows:
        found[offer_id][unit] = Price(unit, cents, vat_rate)
    return {offer_id: _in_order(prices) for offer_id, prices in found.items()}


def _id(audience: Audience | uuid.UUID | None) -> uuid.UUID | None:
    return audience.pk if isinstance(audience, Audience) else audience


def _in_order(prices: dict[str, Price]) -> tuple[Price, ...]:
    return tuple(prices[unit] for unit in UNITS if unit in prices)
