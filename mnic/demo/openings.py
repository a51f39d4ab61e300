"""When the demo's people may come: open hours of six weeks on both sides, and who may print."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from accounts.models import Person
from core.period import Period
from equipment.models import Authorisation, Requirement
from mnic.demo.people import People
from spaces.models import Hours, Offer, OpenInterval

SPAN = dt.timedelta(days=42)


@dataclass(frozen=True, slots=True)
class Openings:
    """Open and attended periods of each site, and authorised members of each category."""

    periods: dict[tuple[uuid.UUID, str], list[Period]]
    modes: dict[uuid.UUID, Requirement]
    holders: dict[uuid.UUID, list[Person]]

    def of(self, offer: Offer) -> list[Period]:
        """Attended hours for what asks for company, open hours for all else."""
        asked = self.modes.get(offer.pk)
        accompanied = asked is not None and asked.mode == Requirement.Mode.ACCOMPANIED
        kind = Hours.HoursKind.ATTENDED if accompanied else Hours.HoursKind.OPENING
        return self.periods[offer.site_id, kind]

    def authorised(self, offer: Offer) -> list[Person]:
        """The members who may use the offer alone; none where nothing is asked."""
        asked = self.modes.get(offer.pk)
        return self.holders[asked.category_id] if asked else []


def read_openings(people: People, *, now: dt.datetime) -> Openings:
    """Everything in three statements."""
    periods: dict[tuple[uuid.UUID, str], list[Period]] = defaultdict(list)
    window = Period(now - SPAN, now + SPAN).as_range()
    rows = OpenInterval.objects.filter(period__contained_by=window).order_by("period")
    for row in rows.select_related("hours"):
        period = Period(row.period.lower, row.period.upper)
        periods[row.hours.site_id, row.hours.kind].append(period)
    members = {member.pk: member for member in people.members}
    holders: dict[uuid.UUID, list[Person]] = defaultdict(list)
    for given in Authorisation.objects.filter(person__in=members).order_by("person__name", "pk"):
        holders[given.category_id].append(members[given.person_id])
    modes = {asked.offer_id: asked for asked in Requirement.objects.all()}
    return Openings(periods, modes, holders)
