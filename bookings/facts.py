"""Facts: what is to be known of an offer for one request, as values, read in one statement."""

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bookings.request import BookingRequest
from core import sql
from core.errors import NotFound
from core.translation import spoken
from memberships.pricing import Price, read_prices
from spaces.models import Offer, Site

STATEMENT = Path(__file__).parent / "sql" / "facts.sql"


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One resource of the offer; its lender's agreement runs from `since` to `until`, if any.

    `not_for_money`: the lender forbids to ask for money for it. `taken`: something lies on the time
    asked for, buffers included; `lapsed` are bookings whose hold is over and that lie there, `gap`
    is the free stretch around it, bounded to twelve hours each side.
    """

    id: uuid.UUID
    name_fr: str
    name_en: str
    since: dt.date | None
    until: dt.date | None
    not_for_money: bool
    audiences: frozenset[uuid.UUID]
    taken: bool
    lapsed: tuple[uuid.UUID, ...]
    gap: dt.timedelta


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer with its site, its policy and what holds for this person and period."""

    id: uuid.UUID
    kind: str
    name_fr: str
    name_en: str
    quantifier: str
    choose_by_name: bool
    is_public: bool
    capacity: int | None
    site_id: uuid.UUID
    site_name_fr: str
    site_name_en: str
    time_zone: str
    telephone: str
    site_max_party_size: int | None
    granularity_minutes: int
    min_minutes: int
    max_minutes: int
    span: str
    notice_minutes: int
    horizon_days: int
    change_notice_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    hold_minutes: int
    needs_approval: bool
    max_party_size: int | None
    audiences: frozenset[uuid.UUID]
    open_throughout: bool
    open_at_both_ends: bool
    attended_throughout: bool
    mode: str | None
    category_id: uuid.UUID | None
    category_fr: str | None
    category_en: str | None
    authorised: bool
    audience_code: str | None
    prices: tuple[Price, ...]
    seats: tuple[SeatFacts, ...]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def name(self) -> str:
        return spoken(self.name_fr, self.name_en)

    @property
    def site_name(self) -> str:
        return spoken(self.site_name_fr, self.site_name_en)

    def as_offer(self) -> Offer:
        """The offer's row as far as it is known here, so that nobody reads it again."""
        offer = Offer(
            pk=self.id, site_id=self.site_id, kind=self.kind, choose_by_name=self.choose_by_name
        )
        offer.name_fr, offer.name_en = self.name_fr, self.name_en
        offer.quantifier = self.quantifier
        return offer

    def as_site(self) -> Site:
        """The site's row as far as it is known here."""
        site = Site(pk=self.site_id, time_zone=self.time_zone, telephone=self.telephone)
        site.name_fr, site.name_en = self.site_name_fr, self.site_name_en
        return site

    @property
    def category(self) -> str:
        return spoken(self.category_fr or "", self.category_en or "")


def facts_of(request: BookingRequest, *, now: dt.datetime) -> dict[uuid.UUID, OfferFacts]:
    """The facts of every offer asked for; where a booking moves, its own claims don't count.

    What they say of free seats holds for whoever has locked the resources before.
    Raises NotFound when an offer does not exist.
    """
    found = sql.rows(
        STATEMENT,
        {
            "offers": list(set(request.offer_ids)),
            "person": request.person.pk if request.person else None,
            "audience": request.audience_id,
            "starts_at": request.period.starts_at,
            "ends_at": request.period.ends_at,
            "now": now,
            "mine": request.moving,
        },
    )
    facts = {row[0]: _offer(row) for row in found}
    if set(request.offer_ids) - facts.keys():
        raise NotFound(_("Cette offre n’existe pas ou plus."))
    return facts


def _offer(row: tuple[Any, ...]) -> OfferFacts:
    values = list(row)
    values[26] = frozenset(row[26])
    values[-2] = read_prices(row[-2])
    values[-1] = tuple(_seat(seat) for seat in row[-1])
    return OfferFacts(*values)


def _seat(seat: dict[str, Any]) -> SeatFacts:
    return SeatFacts(
        id=uuid.UUID(seat["id"]),
        name_fr=seat["name_fr"],
        name_en=seat["name_en"],
        since=seat["since"] and dt.date.fromisoformat(seat["since"]),
        until=seat["until"] and dt.date.fromisoformat(seat["until"]),
        not_for_money=bool(seat["not_for_money"]),
        audiences=frozenset(uuid.UUID(audience) for audience in seat["audiences"]),
        taken=bool(seat["taken"]),
        lapsed=tuple(uuid.UUID(booking) for booking in seat["lapsed"] or ()),
        gap=dt.timedelta(seconds=seat["gap"]),
    )
