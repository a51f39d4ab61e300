"""Random houses in which every rule refuses something, and somebody who asks for a place in one."""

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

from accounts.models import Person
from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.selectors.alternatives import Alternative
from bookings.services.create_booking import create_booking, hold_booking
from bookings.services.find_booking import request_again
from bookings.services.move_booking import move_booking
from core.errors import DomainError
from core.period import Period
from equipment.models import Authorisation, Category, Requirement
from memberships.models import Tariff
from spaces.models import Offer, Site
from tests.bookings.random_houses import claim_rows, some_claims
from tests.factories import (
    NOW,
    at,
    lend,
    make_audience,
    make_offer,
    make_person,
    make_policy,
    make_resources,
    make_site,
    open_hours,
)

MIDNIGHT = at(12, 0)
MONDAY, TUESDAY, THURSDAY = (dt.date(2027, 1, day) for day in (11, 12, 14))
LOANS = (
    (MONDAY, MONDAY),
    (MONDAY, TUESDAY),
    (TUESDAY, THURSDAY),
    (THURSDAY, THURSDAY),
    (THURSDAY, None),
)


class CrowdedHouse:
    """Two sites, a few offers of one kind at each, and one person with one wish."""

    def __init__(self, roll: Random) -> None:
        self.roll = roll
        self.audiences = [make_audience("student"), make_audience("resident")]
        self.category = Category.objects.create(code=f"c{roll.random()}", name_fr="laser")
        self.sites = [self._site(active=True), self._site(active=roll.random() < 0.85)]
        self.offers = [offer for site in self.sites for offer in self._offers(site)]
        self.person = make_person(audience=roll.choice((None, *self.audiences)))
        if roll.random() < 0.6:
            until = roll.choice((None, at(12, 11), at(12, 15)))
            Authorisation.objects.create(
                person=self.person, category=self.category, given_by=self.person,
                given_at=NOW, valid_until=until,
            )  # fmt: skip
        self.by = self._actor()

    def _actor(self) -> Person | None:
        """The person, somebody at the desk of the first site, or a visitor who holds."""
        kind = self.roll.choice(("own", "own", "desk", "visitor"))
        if kind == "desk":
            return make_person(role="host", site=self.sites[0])
        return self.person if kind == "own" else None

    def _site(self, *, active: bool) -> Site:
        roll = self.roll
        site = make_site(opens=8, closes=roll.choice((16, 20)))
        open_hours(site, "attended", 9, 13)
        site.max_party_size = roll.choice((None, None, None, 2))
        site.is_active = active
        site.save()
        return site

    def _offers(self, site: Site) -> list[Offer]:
        things = make_resources(site, 4)
        offers = [self._offer(site, things) for _ in range(3)]
        claim_rows(site, things, some_claims(self.roll), MIDNIGHT, ())
        borrowed = make_offer(
            site, policy=make_policy(**self._policy()), price_cents=self.roll.choice((0, 500))
        )
        self._lend(borrowed)
        return [*offers, borrowed]

    def _offer(self, site: Site, things: Sequence[Any]) -> Offer:
        roll = self.roll
        offer = make_offer(
            site,
            resources=roll.sample(list(things), min(len(things), roll.choice((1, 1, 2, 3)))),
            quantifier=roll.choice(("any", "any", "all")),
            price_cents=roll.choice((None, 0, 500, 500, 500)),
            capacity=roll.choice((None, None, None, 1)),
            is_public=roll.random() < 0.85,
            policy=make_policy(**self._policy()),
        )
        self._restrict(offer)
        return offer

    def _policy(self) -> dict[str, Any]:
        roll = self.roll
        return {
            "granularity_minutes": roll.choice((15, 30, 30, 60)),
            "min_minutes": roll.choice((30, 30, 30, 90)),
            "max_minutes": roll.choice((90, 180, 1440)),
            "span": roll.choice(("open_throughout", "open_throughout", "may_span_closed")),
            "notice_minutes": roll.choice((0, 0, 0, 0, 1600)),
            "horizon_days": roll.choice((90, 90, 1)),
            "buffer_before_minutes": roll.choice((0, 0, 30)),
            "buffer_after_minutes": roll.choice((0, 0, 45)),
            "max_party_size": roll.choice((None, None, None, 1)),
            "needs_approval": roll.random() < 0.2,
        }

    def _restrict(self, offer: Offer) -> None:
        roll = self.roll
        if roll.random() < 0.15:
            offer.policy.audiences.add(roll.choice(self.audiences))
        if roll.random() < 0.2:
            mode = roll.choice(("accompanied", "autonomous"))
            Requirement.objects.create(offer=offer, category=self.category, mode=mode)
        if roll.random() < 0.2:
            Tariff.objects.filter(offer=offer).update(valid_until=dt.date(2027, 1, 13))

    def _lend(self, offer: Offer) -> None:
        roll = self.roll
        starts_on, ends_on = roll.choice(LOANS)
        agreement = lend(
            offer, starts_on=starts_on, ends_on=ends_on, resale_forbidden=roll.random() < 0.4
        )
        if roll.random() < 0.4:
            agreement.audiences.add(roll.choice(self.audiences))

    def wish(self) -> BookingRequest:
        """A period of the 12th, for one or two things or two offers; often of what is taken."""
        roll = self.roll
        start = MIDNIGHT + dt.timedelta(minutes=roll.randrange(32, 72) * 15)
        length = dt.timedelta(minutes=roll.choice((30, 60, 60, 60, 90, 120, 120, 240, 840)))
        staff = self.by is not None and self.by != self.person
        here = [one for one in self.offers if one.site == self.sites[0]]
        seen = [one for one in here if one.is_public or staff]
        chosen = roll.sample(seen, min(len(seen), roll.choice((1, 1, 1, 2))))
        return BookingRequest(
            period=Period(start, start + length),
            items=tuple(ItemRequest(one.pk, roll.choice((1, 1, 1, 2))) for one in chosen),
            person=self.person if self.by else None,
            party_size=roll.choice((1, 1, 1, 2, 3)),
            channel=roll.choice(("desk", "online")) if staff else "online",
            holder_key="" if self.by else "k" * 64,
        )

    def move(self) -> BookingRequest | None:
        """A booking that is to move, if one of ten wishes can be booked at all."""
        booking = next(filter(None, (self._booked(self.wish()) for _ in range(10))), None)
        if booking is None:
            return None
        later = dt.timedelta(minutes=self.roll.choice((30, 60, 1440)))
        when = Period(booking.starts_at + later, booking.ends_at + later)
        return request_again(booking, person=booking.person, period=when)

    def _booked(self, wish: BookingRequest) -> Booking | None:
        try:
            return create_booking(wish, by=self.by, now=NOW)
        except DomainError:
            return None

    def take(self, one: Alternative) -> int:
        """Book it, hold it or move there at once; the price. Raises what the service raises."""
        request = one.request
        if request.moving:
            when = request.period
            moved = move_booking(request.moving, period=when, by=self.by, now=NOW)
            return moved.price_cents
        act = create_booking if self.by else hold_booking
        return act(request, by=self.by, now=NOW).price_cents
