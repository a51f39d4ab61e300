"""The model house built for real, and the way between its names and minutes and our rows."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from accounts.models import Person
from bookings.models import Booking, Claim
from bookings.request import BookingRequest, ItemRequest
from core.errors import DomainError, RuleRefused
from core.period import Period
from spaces.models import Offer
from tests.bookings.model_answers import is_visitor
from tests.bookings.model_house import Answer, Item, ModelOffer
from tests.factories import at, make_offer, make_person, make_policy, make_resources, make_site

# A Tuesday in winter, at midnight in Calais.
FIRST_MIDNIGHT = at(12, 0)
MEMBERS = ("anne", "bob", "chloe")
VISITORS = ("visitor one", "visitor two")
ACTORS = (*MEMBERS, "host", "elsewhere", *VISITORS)
DESKS, ROOMS = ("d1", "d2", "d3"), ("r1", "r2")
RESOURCES = (*DESKS, *ROOMS, "k1")
OFFERS = {
    "desk": ModelOffer(DESKS, by_name=True, hold=60),
    "space": ModelOffer(DESKS, whole=True, step=60, least=60, before=30, after=60, cents=1000),
    "pair": ModelOffer(("d3", "r1"), hold=30, change_notice=60),
    "room": ModelOffer(("r1",), after=30, notice=120, change_notice=120, horizon_days=0),
    "rooms": ModelOffer(ROOMS, whole=True, approval=True, hold=90, cents=500),
    "kit": ModelOffer(("k1",), spans=True, most=1080, cents=0),
}
Snapshot = tuple[Any, ...]


def instant(minute: int) -> dt.datetime:
    return FIRST_MIDNIGHT + dt.timedelta(minutes=minute)


def minute(moment: dt.datetime) -> int:
    return int((moment - FIRST_MIDNIGHT).total_seconds() // 60)


def span(start: int, end: int) -> Period:
    return Period(instant(start), instant(end))


def answer(act: Callable[[], Any]) -> tuple[Answer, Any]:
    """What a service answers: "ok" and its result, or the code of its refusal."""
    try:
        return "ok", act()
    except RuleRefused as refusal:
        others = [one["code"] for one in refusal.details.get("others", ())]
        return frozenset({refusal.code, *others}), None
    except DomainError as refusal:
        return refusal.code, None


class BuiltHouse:
    """The rows of the model's offers, resources and people."""

    def __init__(self) -> None:
        self.site = make_site(slug="model")
        rows = make_resources(self.site, len(RESOURCES))
        self.resources = dict(zip(RESOURCES, rows, strict=True))
        self.names = {row.pk: name for name, row in self.resources.items()}
        self.offers = {name: self._offer(name, one) for name, one in OFFERS.items()}
        self.people: dict[str, Person | None] = {name: make_person(name) for name in MEMBERS}
        self.people["host"] = make_person(role="host", site=self.site)
        self.people["elsewhere"] = make_person(role="host", site=make_site(slug="elsewhere"))
        self.people |= dict.fromkeys(VISITORS)

    def _offer(self, name: str, model: ModelOffer) -> Offer:
        policy = make_policy(
            granularity_minutes=model.step,
            min_minutes=model.least,
            max_minutes=model.most,
            span="may_span_closed" if model.spans else "open_throughout",
            notice_minutes=model.notice,
            horizon_days=model.horizon_days,
            change_notice_minutes=model.change_notice,
            buffer_before_minutes=model.before,
            buffer_after_minutes=model.after,
            hold_minutes=model.hold,
            needs_approval=model.approval,
        )
        return make_offer(
            self.site,
            resources=[self.resources[one] for one in model.members],
            quantifier="all" if model.whole else "any",
            choose_by_name=model.by_name,
            price_cents=model.cents,
            policy=policy,
        )

    def request(
        self, items: tuple[Item, ...], start: int, end: int, *, person: str, channel: str = "online"
    ) -> BookingRequest:
        asked = tuple(
            ItemRequest(
                self.offers[offer].pk, quantity, self.resources[named].pk if named else None
            )
            for offer, quantity, named in items
        )
        return BookingRequest(
            period=span(start, end),
            items=asked,
            person=self.people[person],
            channel=channel,
            holder_key=key_of(person),
        )

    def seats_of(
        self, booking: Booking, items: tuple[Item, ...]
    ) -> list[list[tuple[str, int, int]]]:
        """What the service has chosen, item by item, in the order of `items`."""
        chosen: dict[Item, list[tuple[str, int, int]]] = {item: [] for item in items}
        offers = {row.pk: name for name, row in self.offers.items()}
        for one in Claim.objects.filter(booking=booking, active=True).select_related("item"):
            assert one.item is not None
            named = self.names[one.item.resource_id] if one.item.resource_id else None
            around = minute(one.period.lower), minute(one.period.upper)
            item = (offers[one.item.offer_id], one.item.quantity, named)
            chosen[item].append((self.names[one.resource_id], *around))
        return list(chosen.values())


def key_of(actor: str) -> str:
    """A visitor's session; members have none."""
    return actor if is_visitor(actor) else ""


def seen_bookings() -> dict[uuid.UUID, Snapshot]:
    """Every booking's state, minutes, hold, price and order."""
    rows = Booking.objects.values_list(
        "pk",
        "state",
        "starts_at",
        "ends_at",
        "held_until",
        "hold_extended",
        "price_cents",
        "order__state",
        "order__total_cents",
    )
    return {
        pk: (
            state,
            minute(starts),
            minute(ends),
            None if held is None else minute(held),
            extended,
            cents,
            order and (order, owed),
        )
        for pk, state, starts, ends, held, extended, cents, order, owed in rows
    }


def seen_claims() -> dict[tuple[uuid.UUID, int, int], tuple[uuid.UUID, int | None]]:
    """Every active claim: resource and minutes, whose it is, until when it is held."""
    rows = Claim.objects.filter(active=True).values_list(
        "resource", "period", "booking", "block", "held_until"
    )
    return {
        (resource, minute(period.lower), minute(period.upper)): (
            booking or block,
            None if held is None else minute(held),
        )
        for resource, period, booking, block, held in rows
    }
