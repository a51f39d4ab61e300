"""Offers over the things of the demo house, with their policies and tariffs."""

import datetime as dt

from memberships.models import Tariff
from mnic.demo.sales import SALES, Sale
from spaces.models import Offer, OfferResource, Policy, Resource


def make_offers(
    resources: dict[str, list[Resource]], policies: dict[str, Policy], *, since: dt.date
) -> list[Offer]:
    """Every offer with its members and tariffs, in the order of SALES."""
    return [_offer(sale, n, resources, policies, since) for n, sale in enumerate(SALES)]


def _offer(
    sale: Sale,
    position: int,
    resources: dict[str, list[Resource]],
    policies: dict[str, Policy],
    since: dt.date,
) -> Offer:
    members = [one for key in sale.things for one in resources[key]]
    offer = Offer.objects.create(
        site_id=members[0].site_id,
        slug=f"{sale.policy}-{position}",
        kind=sale.kind,
        name_fr=sale.name_fr,
        name_en=sale.name_en,
        description_fr=sale.description_fr,
        description_en=sale.description_en,
        safety_fr=sale.safety_fr,
        safety_en=sale.safety_en,
        quantifier=Offer.Quantifier.ALL if sale.whole else Offer.Quantifier.ANY,
        policy=policies[sale.policy],
        capacity=sale.capacity,
        choose_by_name=sale.by_name,
        position=position,
    )
    OfferResource.objects.bulk_create(OfferResource(offer=offer, resource=one) for one in members)
    prices = {"hour": sale.hour, "half_day": sale.half_day, "day": sale.day}
    Tariff.objects.bulk_create(
        Tariff(offer=offer, unit=unit, price_cents=cents, valid_from=since)
        for unit, cents in prices.items()
        if cents is not None
    )
    return offer
