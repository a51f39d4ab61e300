"""Facts: what the rules need to know of an offer, as values, read in one statement."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bookings.request import BookingRequest
from core import sql
from core.errors import NotFound
from spaces.models import Offer, Site

STATEMENT = Path(__file__).parent / "sql" / "facts.sql"


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One resource of the offer; its lender's agreement runs from `since` to `until`, if any.

    `not_for_money`: the lender forbids to ask for money for it.
    """

    id: uuid.UUID
    name_fr: str
    name_en: str
    since: dt.date | None
    until: dt.date | None
    not_for_money: bool
    audiences: frozenset[uuid.UUID]


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
    audience_code: str
    seats: tuple[SeatFacts, ...]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def name(self) -> str:
        return _spoken(self.name_fr, self.name_en)

    @property
    def site_name(self) -> str:
        return _spoken(self.site_name_fr, self.site_name_en)

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
        return _spoken(self.category_fr or "", self.category_en or "")


def facts_of(request: BookingRequest) -> dict[uuid.UUID, OfferFacts]:
    """The facts of every offer asked for. Raises NotFound when one does not exist."""
    found = sql.rows(
        STATEMENT,
        {
            "offers": list(set(request.offer_ids)),
            "person": request.person.pk if request.person else None,
            "audience": request.audience_id,
            "starts_at": request.period.starts_at,
            "ends_at": request.period.ends_at,
        },
    )
    facts = {row[0]: _offer(row) for row in found}
    if set(request.offer_ids) - facts.keys():
        raise NotFound(_("Cette offre n’existe pas ou plus."))
    return facts


def _offer(row: tuple[Any, ...]) -> OfferFacts:
    values = list(row)
    values[26] = frozenset(row[26])
    values[-1] = tuple(_seat(seat) for seat in _json(row[-1]))
    return OfferFacts(*values)


def _seat(seat: dict[str, Any]) -> SeatFacts:
    return SeatFacts(
        id=uuid.UUID(seat["id"]),
        name_fr=seat["name_fr"],
        name_en=seat["name_en"],
        since=seat["since"] and dt.date.fromisoformat(seat["since"]),
        until=seat["until"] and dt.date.fromisoformat(seat["until"]),
        not_for_money=seat["not_for_money"],
        audiences=frozenset(uuid.UUID(audience) for audience in seat["audiences"]),
    )


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _spoken(french: str, english: str) -> str:
    if (get_language() or "fr").startswith("en"):
        return english or french
    return french or english
