"""A house in March 2027 whose open time changes: its offers, its closures, its intervals."""

import datetime as dt

from bookings.services.opening import (
    close_site,
)
from core.period import Period
from spaces.models import Kind, Offer, OpenInterval, Policy

NOW = dt.datetime(2027, 3, 1, 7, 0, tzinfo=dt.UTC)  # a Monday, 8 h in Calais
TODAY = dt.date(2027, 3, 1)


def make_offer(site_hours, span="open_throughout", **fields):
    policy, _ = Policy.objects.get_or_create(name=span, span=span)
    number = Offer.objects.count()
    return Offer.objects.create(
        site=site_hours.site,
        slug=f"offre-{number}",
        kind=Kind.DESK,
        name_fr=f"Offre {number}",
        policy=policy,
        **fields,
    )


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def shut(hours, start: str, end: str, by):
    return close_site(
        hours.site, period=Period(at(start), at(end)), reason_fr="Grève", by=by, now=NOW
    )


def intervals():
    return sorted(
        (row.hours_id, row.period.lower, row.period.upper) for row in OpenInterval.objects.all()
    )
