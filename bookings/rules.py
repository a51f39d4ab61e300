"""The rules of booking: one pure function and one code each, over the facts of one offer.

A refusal is a reason, the next act and the telephone (WEEK: Words). Staff of the site may waive
the rules named in WAIVED_FOR_STAFF when they book for somebody at the desk.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bookings.facts import OfferFacts, SeatFacts
from bookings.phrases import call, length_of
from bookings.request import BookingRequest, ItemRequest
from core.errors import RuleRefused


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that says no: its code, a sentence for people, and data for programs."""

    code: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """One item of a request beside the facts of its offer, and the moment it is judged."""

    request: BookingRequest
    item: ItemRequest
    facts: OfferFacts
    now: dt.datetime


Rule = Callable[[Asked], Refusal | None]
WAIVED_FOR_STAFF = frozenset({"too_late", "too_early", "past"})


def on_the_grid(asked: Asked) -> Refusal | None:
    step = asked.facts.granularity_minutes
    for moment in (asked.request.period.starts_at, asked.request.period.ends_at):
        wall = moment.astimezone(asked.facts.zone)
        if (wall.hour * 60 + wall.minute) % step or wall.second or wall.microsecond:
            message = _("Choisissez une heure ronde, de %(step)s en %(step)s minutes.")
            return Refusal("off_grid", message % {"step": step}, {"granularity_minutes": step})
    return None


def long_enough(asked: Asked) -> Refusal | None:
    least = asked.facts.min_minutes
    if asked.request.period.minutes >= least:
        return None
    message = _("C’est trop court : choisissez au moins %(length)s.")
    return Refusal("too_short", message % {"length": length_of(least)}, {"min_minutes": least})


def short_enough(asked: Asked) -> Refusal | None:
    most = asked.facts.max_minutes
    period = asked.request.period
    if period.ends_at - period.starts_at <= dt.timedelta(minutes=most):
        return None
    message = _("C’est trop long : choisissez %(length)s au plus, ou %(call)s")
    words = {"length": length_of(most), "call": call(asked.facts, _("on en parle"))}
    return Refusal("too_long", message % words, {"max_minutes": most})


def not_past(asked: Asked) -> Refusal | None:
    step = dt.timedelta(minutes=asked.facts.granularity_minutes)
    if asked.request.period.starts_at > asked.now - step:
        return None
    return Refusal("past", _("Cette heure est passée. Choisissez une heure à venir."))


def ends_ahead(asked: Asked) -> Refusal | None:
    if asked.request.period.ends_at > asked.now:
        return None
    return Refusal("over", _("Cette heure est passée. Choisissez une heure à venir."))


def early_enough(asked: Asked) -> Refusal | None:
    notice = asked.facts.notice_minutes
    step = dt.timedelta(minutes=asked.facts.granularity_minutes)
    earliest = asked.now + dt.timedelta(minutes=notice) - step
    if not notice or asked.request.period.starts_at > earliest:
        return None
    message = _("Trop tard en ligne (%(length)s avant). %(call)s")
    words = {"length": length_of(notice), "call": call(asked.facts, _("on essaie")).capitalize()}
    return Refusal("too_late", message % words, {"notice_minutes": notice})


def late_enough(asked: Asked) -> Refusal | None:
    days = asked.facts.horizon_days
    zone = asked.facts.zone
    last = asked.now.astimezone(zone).date() + dt.timedelta(days=days)
    if asked.request.period.starts_at.astimezone(zone).date() <= last:
        return None
    message = _("C’est trop loin : choisissez un jour d’ici à %(days)s jours.")
    return Refusal("too_early", message % {"days": days}, {"horizon_days": days})


def in_open_hours(asked: Asked) -> Refusal | None:
    facts = asked.facts
    spans = facts.span == "may_span_closed"
    if facts.open_at_both_ends if spans else facts.open_throughout:
        return None
    message = _("%(site)s est fermé à ces heures. Choisissez parmi les heures libres.")
    if spans:
        message = _("Fermé au début ou à la fin. Choisissez quand %(site)s est ouvert.")
    return Refusal("closed", message % {"site": facts.site_name})


def audience_served(asked: Asked) -> Refusal | None:
    audiences = asked.facts.audiences
    if not audiences or asked.request.audience_id in audiences:
        return None
    message = _("« %(offer)s » est réservé à certains publics. %(call)s")
    words = {"offer": asked.facts.name, "call": call(asked.facts, _("on vous dit")).capitalize()}
    return Refusal("audience_refused", message % words)


def lender_agrees(asked: Asked) -> Refusal | None:
    if _enough(asked, [seat for seat in asked.facts.seats if _is_lent(asked, seat)]):
        return None
    last = _last_day(asked)
    ends = [seat.until for seat in asked.facts.seats if seat.until and seat.until < last]
    if ends:
        message = _("Le matériel prêté repart avant cette date. Choisissez une date plus proche.")
        return Refusal("agreement_ended", message, {"ends_on": max(ends).isoformat()})
    message = _("Le matériel prêté n’est pas encore là. Choisissez une date plus lointaine.")
    return Refusal("agreement_not_begun", message)


def lender_serves(asked: Asked) -> Refusal | None:
    if _enough(asked, [seat for seat in asked.facts.seats if _may_use(asked, seat)]):
        return None
    message = _("Le prêteur réserve ce matériel à certains publics. %(call)s")
    words = {"call": call(asked.facts, _("on vous dit")).capitalize()}
    return Refusal("lender_audience", message % words)


def authorised(asked: Asked) -> Refusal | None:
    facts = asked.facts
    if facts.mode != "autonomous" or facts.authorised:
        return None
    message = _("Il faut être habilité pour « %(offer)s ». Demandez une initiation. %(call)s")
    words = {"offer": facts.name, "call": call(facts, _("on vous explique")).capitalize()}
    return Refusal("not_authorised", message % words, _category(facts))


def attended(asked: Asked) -> Refusal | None:
    facts = asked.facts
    if facts.mode != "accompanied" or facts.authorised or facts.attended_throughout:
        return None
    message = _("Pas de fab manager à ces heures. Choisissez une heure accompagnée. %(call)s")
    words = {"call": call(facts, _("on vous explique")).capitalize()}
    return Refusal("not_attended", message % words, _category(facts))


def party_fits(asked: Asked) -> Refusal | None:
    most = [size for size in (asked.facts.max_party_size, asked.facts.site_max_party_size) if size]
    if asked.facts.capacity:
        most.append(asked.facts.capacity * asked.item.quantity)
    if not most or asked.request.party_size <= min(most):
        return None
    message = _("%(offer)s : %(most)s personnes au plus. Choisissez plus grand.")
    words = {"offer": asked.facts.name, "most": min(most)}
    return Refusal("party_too_large", message % words, {"max_party_size": min(most)})


def quantity_exists(asked: Asked) -> Refusal | None:
    most = len(asked.facts.seats) if asked.facts.quantifier == "any" else 1
    if asked.item.quantity <= most and asked.facts.seats:
        return None
    message = _("%(offer)s : il y en a %(most)s au plus. Choisissez-en moins.")
    words = {"offer": asked.facts.name, "most": most}
    return Refusal("quantity_unavailable", message % words, {"most": most})


def places_are_its_own(asked: Asked) -> Refusal | None:
    places = set(asked.item.places)
    if not places or (asked.facts.quantifier == "any" and places <= _ids(asked.facts.seats)):
        return None
    message = _("Cette place n’est pas de « %(offer)s ». Choisissez-en une autre.")
    return Refusal("not_of_offer", message % {"offer": asked.facts.name})


def chosen_by_name(asked: Asked) -> Refusal | None:
    chosen = asked.item.resource_id
    if chosen is None:
        return None
    known = chosen in _ids(asked.facts.seats)
    single = asked.facts.quantifier == "any" and asked.item.quantity == 1
    if known and asked.facts.choose_by_name and single:
        return None
    message = _("« %(offer)s » ne se choisit pas ainsi. Réservez sans choisir lequel.")
    return Refusal("not_by_name", message % {"offer": asked.facts.name})


RULES: tuple[Rule, ...] = (
    ends_ahead,
    not_past,
    early_enough,
    late_enough,
    on_the_grid,
    long_enough,
    short_enough,
    in_open_hours,
    quantity_exists,
    places_are_its_own,
    chosen_by_name,
    audience_served,
    lender_agrees,
    lender_serves,
    authorised,
    attended,
    party_fits,
)


def refusals(
    request: BookingRequest, facts: Iterable[OfferFacts], *, now: dt.datetime, waive: bool
) -> list[Refusal]:
    """Every refusal of every item, in the order of RULES; `waive` for staff of the site."""
    by_id = {offer.id: offer for offer in facts}
    if len({offer.site_id for offer in by_id.values()}) > 1:
        message = _("Une réservation tient dans un seul lieu. Réservez en deux fois.")
        return [Refusal("several_sites", message)]
    asked = [Asked(request, item, by_id[item.offer_id], now) for item in request.items]
    found = [refusal for rule in RULES for one in asked if (refusal := rule(one))]
    kept = [one for one in found if not (waive and one.code in WAIVED_FOR_STAFF)]
    return list({(one.code, one.message): one for one in kept}.values())


def check_rules(
    request: BookingRequest, facts: Iterable[OfferFacts], *, now: dt.datetime, waive: bool
) -> None:
    """Raise RuleRefused with the first refusal; the others stand in its details."""
    found = refusals(request, facts, now=now, waive=waive)
    if found:
        others = [{"code": one.code, "message": one.message} for one in found[1:]]
        details = {**found[0].details, **({"others": others} if others else {})}
        raise RuleRefused(found[0].message, code=found[0].code, details=details)


def usable_seats(asked: Asked) -> list[SeatFacts]:
    """The resources of the offer that their lenders let this person have until the end."""
    return [seat for seat in asked.facts.seats if _is_lent(asked, seat) and _may_use(asked, seat)]


def _enough(asked: Asked, seats: list[SeatFacts]) -> bool:
    """Whether these seats can serve the item: those no other will do for, all, or as many as asked.

    One that is none of the offer's is no question of lending: `chosen_by_name` refuses it.
    """
    fixed = set(asked.item.fixed)
    if fixed and not fixed & _ids(asked.facts.seats) <= _ids(seats):
        return False
    if asked.item.resource_id:
        return True
    if asked.facts.quantifier == "all":
        return len(seats) == len(asked.facts.seats)
    return len(seats) >= min(asked.item.quantity, len(asked.facts.seats))


def _ids(seats: Iterable[SeatFacts]) -> set[uuid.UUID]:
    return {seat.id for seat in seats}


def _is_lent(asked: Asked, seat: SeatFacts) -> bool:
    first = asked.request.period.starts_at.astimezone(asked.facts.zone).date()
    begun = seat.since is None or seat.since <= first
    return begun and (seat.until is None or seat.until >= _last_day(asked))


def _last_day(asked: Asked) -> dt.date:
    """The day of the last instant: what ends at midnight does not touch the next day."""
    last = asked.request.period.ends_at - dt.timedelta.resolution
    return last.astimezone(asked.facts.zone).date()


def _may_use(asked: Asked, seat: SeatFacts) -> bool:
    return not seat.audiences or asked.request.audience_id in seat.audiences


def _category(facts: OfferFacts) -> dict[str, Any]:
    return {"category": {"id": str(facts.category_id), "name": facts.category}}
