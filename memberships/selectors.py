"""Which prices hold for whom on which day."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from accounts.models import Audience
from core import sql
from memberships.pricing import Price, read_prices
from spaces.models import Offer

STATEMENT = Path(__file__).parent / "sql" / "prices.sql"


def prices_for(
    offers: Iterable[Offer], audience: Audience | uuid.UUID | None, on: dt.date
) -> dict[uuid.UUID, tuple[Price, ...]]:
    """The prices of each offer in one query; per unit, the audience's own wins over everybody's.

    An offer without a price is there with an empty tuple.
    """
    found: dict[uuid.UUID, list[tuple[str, int, Decimal]]] = {offer.pk: [] for offer in offers}
    rows = sql.rows(STATEMENT, {"offers": list(found), "audience": _id(audience), "day": on})
    for offer_id, unit, cents, vat_rate in rows:
        found[offer_id].append((unit, cents, vat_rate))
    return {offer_id: read_prices(tariffs) for offer_id, tariffs in found.items()}


def _id(audience: Audience | uuid.UUID | None) -> uuid.UUID | None:
    return audience.pk if isinstance(audience, Audience) else audience
