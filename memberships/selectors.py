"""Which prices hold for whom on which day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import F, Q

from accounts.models import Audience
from memberships.models import Tariff
from memberships.pricing import UNITS, Price
from spaces.models import Offer


def prices_for(
    offers: Iterable[Offer], audience: Audience | uuid.UUID | None, on: dt.date
) -> dict[uuid.UUID, tuple[Price, ...]]:
    """The prices of each offer in one query; per unit, the audience's own wins over everybody's.

    An offer without a price is there with an empty tuple.
    """
    found: dict[uuid.UUID, dict[str, Price]] = {offer.pk: {} for offer in offers}
    rows = (
        Tariff.objects.filter(offer__in=found)
        .filter(Q(audience__isnull=True) | Q(audience=audience))
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), valid_from__lte=on)
        .order_by(F("audience").asc(nulls_first=True))
        .values_list("offer_id", "unit", "price_cents", "vat_rate")
    )
    for offer_id, unit, cents, vat_rate in rows:
        found[offer_id][unit] = Price(unit, cents, vat_rate)
    return {offer_id: _in_order(prices) for offer_id, prices in found.items()}


def _in_order(prices: dict[str, Price]) -> tuple[Price, ...]:
    return tuple(prices[unit] for unit in UNITS if unit in prices)
