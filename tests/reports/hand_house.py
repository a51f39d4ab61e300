"""A house small enough to count by hand, over ten days of March 2027 with the short night.

Open 8–18 h every day, on Sunday 0–12 h. Shut on Wednesday 24 from 12 to 15 h. Desks 1 and 2 are a
pool and, with the room, the whole floor; a printer may run while closed. The report is from Monday
22 March to the end of the month: [22 March 0 h, 1 April 0 h).
"""

import datetime as dt
from dataclasses import dataclass, field

from accounts.models import Person
from bookings.models import Booking
from bookings.services.blocks import create_block
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import hold_booking
from bookings.services.opening import close_site
from core.period import Period
from spaces.expansion import expand
from spaces.models import Hours, Offer, Resource, Site
from spaces.recurrence import add_weekly
from tests.factories import (
    NOW,
    ask,
    at,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_resources,
    make_site,
)

SINCE, UNTIL = at(22, 0, month=3), at(1, 0, month=4)
FIRST_DAY, LAST_DAY = dt.date(2027, 1, 1), dt.date(2027, 12, 1)


@dataclass
class HandHouse:
    site: Site
    desks: list[Resource]
    room: Resource
    printer: Resource
    pool: Offer
    floor: Offer
    meeting: Offer
    print: Offer
    staff: Person
    member: Person
    made: dict[str, Booking] = field(default_factory=dict)

    def book(self, name: str, offer: Offer, when: Period, **more: object) -> None:
        self.made[name] = make_booking(offer, when, person=self.member, **more)


def march(day: int, start: float, end: float, *, days: int = 0) -> Period:
    """From an hour to an hour of the wall clock, `days` later."""
    return Period(_wall(day, start), _wall(day + days, end))


def _wall(day: int, hour: float) -> dt.datetime:
    month, day = (4, day - 31) if day > 31 else (3, day)
    return at(day, int(hour), round(hour % 1 * 60), month=month)


def open_week(site: Site) -> None:
    """8–18 h from Monday to Saturday, 0–12 h on Sunday."""
    hours = Hours.objects.get(site=site, kind="opening")
    for weekday in range(7):
        opens, closes = (dt.time(0), dt.time(12)) if weekday == 6 else (dt.time(8), dt.time(18))
        add_weekly(hours, weekday=weekday, opens=opens, closes=closes, valid_from=FIRST_DAY)
    expand(hours, since=FIRST_DAY, until=LAST_DAY)


def furnished() -> HandHouse:
    """The site with its things and offers; nothing is booked."""
    site = make_site(days=0)
    open_week(site)
    one, two, room, printer = make_resources(site, 4)
    make_resources(site, 1)  # in no offer: counts nowhere
    broken = make_resources(site, 1)  # out of service: counts nowhere
    Resource.objects.filter(pk=broken[0].pk).update(is_active=False)
    tidy = make_policy(buffer_before_minutes=15, buffer_after_minutes=30)
    overnight = make_policy(span="may_span_closed", max_minutes=1440)
    return HandHouse(
        site=site,
        desks=[one, two],
        room=room,
        printer=printer,
        pool=make_offer(site, resources=[one, two, *broken], choose_by_name=True),
        floor=make_offer(site, resources=[one, two, room], quantifier="all"),
        meeting=make_offer(site, resources=[room], policy=tidy),
        print=make_offer(site, resources=[printer], policy=overnight),
        staff=make_person(role="director"),
        member=make_person("Claire"),
    )


def march_house() -> HandHouse:
    """The house with its ten days of bookings, a block and a closure."""
    house = furnished()
    one, two = (desk.pk for desk in house.desks)
    house.book("two desks", house.pool, march(22, 9, 11), quantity=2)
    house.book("night", house.print, march(22, 17.5, 8.5, days=1))
    house.book("meeting", house.meeting, march(23, 9, 10.5))
    house.book("floor", house.floor, march(23, 16, 17))
    house.book("across the closure", house.pool, march(24, 11, 13), resource_id=two)
    house.book("absent", house.pool, march(25, 10, 12), resource_id=one)
    house.book("short night", house.pool, march(28, 1, 4), resource_id=one)
    house.book("over the month's end", house.print, march(31, 17, 9, days=1))
    house.book("cancelled", house.pool, march(23, 9, 12))
    cancel_booking(house.made["cancelled"].pk, by=house.staff, now=NOW, reason="")
    Booking.objects.filter(pk=house.made["absent"].pk).update(state="no_show")
    held = ask(house.pool, march(23, 13, 15), person=house.member)
    hold_booking(held, by=house.member, now=NOW)
    _shut_down(house)
    return house


def _shut_down(house: HandHouse) -> None:
    create_block(
        site_id=house.site.pk,
        resource_ids=[house.room.pk],
        period=march(26, 10, 9, days=1),
        kind="maintenance",
        note="",
        by=house.staff,
        now=NOW,
    )
    noon = march(24, 12, 15)
    close_site(house.site, period=noon, reason_fr="coupure", by=house.staff, now=NOW)
