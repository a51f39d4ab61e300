"""Random policies and claims for the tests of availability, and the minutes that they take."""

import datetime as dt
from random import Random
from typing import Any

from bookings.models import Block, Booking, BookingItem, Claim
from core.period import Period
from spaces.models import Offer, Resource, Site
from tests.factories import NOW, PARIS, make_person

KINDS = ("booking", "held", "lapsed", "block", "freed")
Claimed = tuple[int, tuple[int, int], str]


def some_span(roll: Random, least: int, most: int) -> tuple[int, int]:
    start = roll.randrange(-60, 1400)
    return start, start + roll.randrange(least, most)


def some_policy(roll: Random) -> dict[str, Any]:
    return {
        "span": roll.choice(("open_throughout", "open_throughout", "may_span_closed")),
        "min_minutes": roll.choice((15, 30, 60, 120)),
        "buffer_before_minutes": roll.choice((0, 0, 10, 30)),
        "buffer_after_minutes": roll.choice((0, 0, 15, 45)),
        "notice_minutes": roll.choice((0, 0, 0, 600, 1440, 2000)),
        "horizon_days": roll.choice((90, 90, 90, 1, 0)),
    }


def some_claims(roll: Random) -> list[Claimed]:
    return [
        (roll.randrange(4), some_span(roll, 1, 300), roll.choice(KINDS))
        for _ in range(roll.randrange(13))
    ]


def claim_rows(
    site: Site,
    resources: list[Resource],
    wanted: list[Claimed],
    origin: dt.datetime,
    unseen: tuple[str, ...],
) -> dict[str, set[int]]:
    """Claims written as they stand; those that the constraint refuses are left out."""
    taken: dict[str, set[int]] = {}
    standing: dict[int, set[int]] = {}
    person, offer = make_person(), Offer.objects.first()
    for number, (start, end), kind in wanted:
        minutes = set(range(start, end))
        if kind != "freed" and standing.setdefault(number, set()) & minutes:
            continue
        _write_claim(site, resources[number], (start, end), kind, person, offer, origin)
        if kind != "freed":
            standing[number] |= minutes
        if kind in ("booking", "held", "block") and kind not in unseen:
            taken.setdefault(str(number), set()).update(minutes)
    return taken


def _write_claim(
    site: Site,
    resource: Resource,
    span: tuple[int, int],
    kind: str,
    person: Any,
    offer: Any,
    origin: dt.datetime,
) -> None:
    start, end = (origin + dt.timedelta(minutes=one) for one in span)
    cause: dict[str, Any] = {}
    held = {"held": NOW + dt.timedelta(minutes=1), "lapsed": NOW}.get(kind)
    if kind == "block":
        cause["block"] = Block.objects.create(
            site=site,
            kind="absence",
            starts_at=start,
            ends_at=end,
            created_by=person,
            created_at=NOW,
        )
    else:
        state = {"freed": "cancelled", "booking": "confirmed"}.get(kind, "hold")
        cause["booking"] = Booking.objects.create(
            site=site,
            person=person,
            starts_at=start,
            ends_at=end,
            state=state,
            held_until=held,
            channel="online",
            price_cents=0,
            created_at=NOW,
            changed_at=NOW,
        )
        cause["item"] = BookingItem.objects.create(booking=cause["booking"], offer=offer)
    Claim.objects.create(
        resource=resource,
        period=Period(start, end).as_range(),
        active=kind != "freed",
        held_until=held,
        **cause,
    )


def reach(policy: dict[str, Any], origin: dt.datetime) -> tuple[int, int]:
    """From when until when the policy lets anybody book, in minutes from `origin`.

    NOW is a whole minute: a start must come after the earliest instant, so a minute later.
    """
    earliest = NOW + dt.timedelta(minutes=policy["notice_minutes"] - 15)
    last_day = NOW.astimezone(PARIS).date() + dt.timedelta(days=policy["horizon_days"] + 1)
    latest = dt.datetime.combine(last_day, dt.time(), PARIS)
    first, last = (int((one - origin).total_seconds() // 60) for one in (earliest, latest))
    return first + 1, last
