"""Random houses of four things for the tests of occupancy, written to tables and to the model."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bookings.models import Block, Booking, BookingItem, Claim
from core.period import Period
from spaces.models import Hours, Offer, OpenInterval, Resource, Site
from spaces.recurrence import create_hours
from tests.bookings.minute_grid import runs
from tests.factories import NOW, at, lend, make_offer, make_person, make_resources, make_site
from tests.reports.minute_model import ModelClaim, ModelHouse

# A usual day, both nights of the change, the end of a month; each from noon to noon and more.
ORIGINS = (at(12, 12), at(27, 12, month=3), at(30, 12, month=10), at(31, 12))
LONGEST = 32 * 60
STATES = (
    *("confirmed", "confirmed", "checked_in", "completed", "no_show", "no_show", "block", "block"),
    *("hold", "awaiting_approval", "awaiting_payment", "cancelled", "expired"),
)
FREED = ("cancelled", "expired")


@dataclass
class RandomHouse:
    site: Site
    origin: dt.datetime
    since: dt.datetime
    until: dt.datetime
    model: ModelHouse
    things: list[Resource]
    offers: list[Offer] = field(default_factory=list)

    def moment(self, minute: int) -> dt.datetime:
        return self.origin + dt.timedelta(minutes=minute)

    def period(self, span: tuple[int, int]) -> Period:
        return Period(self.moment(span[0]), self.moment(span[1]))


def random_house(roll: Random) -> RandomHouse:
    origin = roll.choice(ORIGINS)
    start = roll.randrange(0, 120)
    window = range(start, roll.randrange(start + 600, LONGEST))
    site = make_site(days=0)
    moments = [origin + dt.timedelta(minutes=one) for one in (window.start, window.stop)]
    things = make_resources(site, 4)
    house = RandomHouse(site, origin, *moments, ModelHouse(window), things)
    _add_offers(house, roll)
    _lend_one(house, roll)
    for _ in range(roll.randrange(3, 14)):
        _add_claim(house, roll)
    return house


def _add_offers(house: RandomHouse, roll: Random) -> None:
    """Some in the site's hours, some in their own; every thing may be in several, or in none."""
    usual = Hours.objects.get(site=house.site, kind="opening")
    usual_minutes = _open(house, usual, roll)
    for number in range(roll.randrange(1, 4)):
        hours, minutes = None, usual_minutes
        if roll.random() < 0.4:
            hours = create_hours(
                house.site, kind="opening", name=f"Propres {number}", is_default=False
            )
            minutes = _open(house, hours, roll)
        numbers = roll.sample(range(4), roll.randrange(1, 5))
        members = [house.things[one] for one in numbers]
        whole = roll.choice(("any", "all"))
        offer = make_offer(house.site, resources=members, hours=hours, quantifier=whole)
        house.offers.append(offer)
        house.model.open[number] = minutes
        house.model.members[number] = set(numbers)


def _open(house: RandomHouse, hours: Hours, roll: Random) -> set[int]:
    spans = [_span(roll, 60, 700) for _ in range(roll.randrange(6))]
    minutes = {one for start, end in spans for one in range(start, end)}
    for span in runs(minutes):
        OpenInterval.objects.create(hours=hours, period=house.period(span).as_range())
    return minutes


def _lend_one(house: RandomHouse, roll: Random) -> None:
    """Now and then the things of an offer are lent, from or until the midnight in the window."""
    if roll.random() < 0.7:
        return
    number = roll.randrange(len(house.offers))
    zone = house.site.zone
    day = (house.origin + dt.timedelta(days=1)).astimezone(zone).date()
    midnight = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
    minute = int((midnight - house.origin).total_seconds() // 60)
    is_ending = roll.random() < 0.5
    year = dt.timedelta(days=365)
    terms: dict[str, Any] = {"starts_on": day}
    if is_ending:
        terms = {"starts_on": day - year, "ends_on": day - dt.timedelta(days=1)}
    lend(house.offers[number], **terms)
    away = range(minute, LONGEST * 2) if is_ending else range(-LONGEST, minute)
    for thing in house.model.members[number]:
        house.model.away[thing] = set(away)


def _span(roll: Random, least: int, most: int) -> tuple[int, int]:
    start = roll.randrange(-120, LONGEST)
    return start, start + roll.randrange(least, most)


def _add_claim(house: RandomHouse, roll: Random) -> None:
    """One taking of some things of an offer, all or nothing; left out where it would overlap."""
    number = roll.randrange(len(house.offers))
    members = sorted(house.model.members[number])
    chosen = roll.sample(members, roll.randrange(1, len(members) + 1))
    own, state = _span(roll, 1, 400), roll.choice(STATES)
    before, after = (0, 0) if state == "block" else (roll.choice((0, 15)), roll.choice((0, 40)))
    span = own[0] - before, own[1] + after
    standing = [one for one in house.model.claims if one.thing in chosen]
    if state not in FREED and any(
        one.state not in FREED and one.span[0] < span[1] and span[0] < one.span[1]
        for one in standing
    ):
        return
    _write(house, number, chosen, span, own, state)


def _write(
    house: RandomHouse,
    number: int,
    chosen: list[int],
    span: tuple[int, int],
    own: tuple[int, int],
    state: str,
) -> None:
    cause, booking = _cause(house, house.offers[number], own, state)
    for thing in chosen:
        Claim.objects.create(
            resource=house.things[thing],
            period=house.period(span).as_range(),
            active=state not in FREED,
            **cause,
        )
        if state not in FREED:
            claim = ModelClaim(thing, span, own, state, number, booking)
            house.model.claims.append(claim)


def _cause(
    house: RandomHouse, offer: Offer, own: tuple[int, int], state: str
) -> tuple[dict[str, Any], str | None]:
    when = house.period(own)
    person = make_person()
    ends = {"site": house.site, "starts_at": when.starts_at, "ends_at": when.ends_at}
    if state == "block":
        block = Block.objects.create(kind="absence", created_by=person, created_at=NOW, **ends)
        return {"block": block}, None
    held = {"held_until": NOW} if state == "hold" else {}
    booking = Booking.objects.create(
        person=person,
        state=state,
        channel="online",
        price_cents=0,
        created_at=NOW,
        changed_at=NOW,
        **ends,
        **held,
    )
    item = BookingItem.objects.create(booking=booking, offer=offer)
    return {"booking": booking, "item": item, **held}, str(booking.pk)
