"""The house that is measured: 60 resources on three sites, open 6-22 h every day.

Each site has a pool of ten desks as one offer and ten things that are an offer each, all at
half-hour steps and at a price. The data sets are written straight into the tables.
"""

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from itertools import cycle
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from accounts.models import Person, Role
from accounts.services.tokens import create_token
from bookings.models import Block, Booking, BookingItem, Claim
from core.period import Period
from spaces.models import Hours, Offer, OpenInterval, Resource
from tests import factories

PARIS = ZoneInfo("Europe/Paris")
OPENS, SLOTS = 6, 32
HALF = dt.timedelta(minutes=30)
CLIENTS = 8
PEOPLE = 340  # as many as the house helps in a month
BATCH = 1000
EMPTIED = ("bookings_claim", "bookings_bookingitem", "billing_order", "bookings_booking")


@dataclass(frozen=True, slots=True)
class Slot:
    """Half an hour of one resource, with the offer through which it is asked for."""

    offer: uuid.UUID
    resource: uuid.UUID
    starts_at: dt.datetime

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + HALF


@dataclass(frozen=True, slots=True)
class House:
    """What the measured requests are about."""

    members: dict[uuid.UUID, uuid.UUID]
    pools: frozenset[uuid.UUID]
    people: list[Person]
    tokens: list[str]
    staff_tokens: list[str]
    block: uuid.UUID
    monday: dt.date


@transaction.atomic
def build(now: dt.datetime) -> House:
    """Sites, offers, people and tokens; no booking yet."""
    policy = factories.make_policy(granularity_minutes=30, min_minutes=30, horizon_days=90)
    members: dict[uuid.UUID, uuid.UUID] = {}
    pools = set()
    for _ in range(3):
        site = factories.make_site()
        _open_all_day(site.hours.get(), now)
        desks = factories.make_offer(site, count=10, policy=policy)
        pools.add(desks.pk)
        singles = [factories.make_offer(site, kind="room", policy=policy) for _ in range(10)]
        for offer in (desks, *singles):
            rows = offer.members.values_list("resource_id", "offer_id")
            members |= {resource: offer_id for resource, offer_id in rows}
    people = [factories.make_person(f"Prénom-Claire Nom-{number}") for number in range(PEOPLE)]
    today = now.astimezone(PARIS).date()
    return House(
        members=members,
        pools=frozenset(pools),
        people=people,
        tokens=_tokens(now, role=None),
        staff_tokens=_tokens(now, role=Role.HOST),
        block=_block(people[0], now),
        monday=today + dt.timedelta(days=7 - today.weekday()),
    )


def fill(house: House, *, weeks: range, a_week: int, now: dt.datetime) -> dict[str, list[Slot]]:
    """Write `a_week` bookings in each of the weeks (0 is the first to come).

    Returns slots of the first eight weeks: "free" of single things, "free_desks", and "taken".
    """
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(EMPTIED)} cascade")
    draw = random.Random(f"{weeks}{a_week}")
    known: dict[str, list[Slot]] = {"free": [], "free_desks": [], "taken": []}
    for week in weeks:
        slots = _slots(house, house.monday + dt.timedelta(weeks=week))
        draw.shuffle(slots)
        _write(house, slots[:a_week], now)
        if week >= 0:
            known["taken"] += [one for one in slots[:a_week] if one.offer not in house.pools]
            for one in slots[a_week:]:
                known["free_desks" if one.offer in house.pools else "free"].append(one)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    draw.shuffle(known["free"])
    return known


def _tokens(now: dt.datetime, *, role: str | None) -> list[str]:
    """One a client, each of a person of their own, who has booked nothing; staff of every site."""
    people = [factories.make_person(role=role) for _ in range(CLIENTS)]
    return [create_token(one, name="bench", scope="write", now=now)[1] for one in people]


def _open_all_day(hours: Hours, now: dt.datetime) -> None:
    hours.intervals.all().delete()
    first = now.astimezone(PARIS).date() - dt.timedelta(days=1)
    OpenInterval.objects.bulk_create(
        OpenInterval(hours=hours, period=_day(first + dt.timedelta(days=n))) for n in range(90)
    )


def _day(day: dt.date) -> object:
    start = dt.datetime.combine(day, dt.time(OPENS), PARIS).astimezone(dt.UTC)
    return Period(start, start + SLOTS * HALF).as_range()


def _block(person: Person, now: dt.datetime) -> uuid.UUID:
    site = Resource.objects.all()[0].site
    block = Block.objects.create(
        site=site, kind="staff_use", starts_at=now, ends_at=now + HALF, created_by=person,
        created_at=now,
    )  # fmt: skip
    return block.pk


def _slots(house: House, monday: dt.date) -> list[Slot]:
    starts = [
        dt.datetime.combine(monday + dt.timedelta(days=day), dt.time(OPENS), PARIS)
        .astimezone(dt.UTC) + n * HALF
        for day in range(7)
        for n in range(SLOTS)
    ]  # fmt: skip
    return [
        Slot(offer, resource, start)
        for resource, offer in house.members.items()
        for start in starts
    ]


def _write(house: House, slots: list[Slot], now: dt.datetime) -> None:
    sites = dict(Offer.objects.values_list("id", "site_id"))
    for start in range(0, len(slots), BATCH):
        rows = [
            _rows(person, one, sites[one.offer], now)
            for one, person in zip(slots[start : start + BATCH], cycle(house.people), strict=False)
        ]
        bookings, items, claims = zip(*rows, strict=True)
        Booking.objects.bulk_create(bookings)
        BookingItem.objects.bulk_create(items)
        Claim.objects.bulk_create(claims)


def _rows(
    person: Person, slot: Slot, site_id: uuid.UUID, now: dt.datetime
) -> tuple[Booking, BookingItem, Claim]:
    booking = Booking(
        site_id=site_id,
        person=person,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        state="confirmed",
        channel="online",
        price_cents=250,
        created_at=now,
        changed_at=now,
    )
    item = BookingItem(booking=booking, offer_id=slot.offer)
    period = Period(slot.starts_at, slot.ends_at).as_range()
    return (
        booking,
        item,
        Claim(resource_id=slot.resource, period=period, booking=booking, item=item),
    )
