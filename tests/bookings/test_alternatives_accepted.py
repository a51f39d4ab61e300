"""Whatever is proposed is accepted when it is asked for at once, in random houses of every rule."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.db import transaction

from bookings.request import BookingRequest
from bookings.selectors import alternatives as proposing
from bookings.selectors.alternatives import STATEMENT, Alternative
from core.errors import DomainError
from tests.bookings.crowded_houses import CrowdedHouse
from tests.factories import NOW
from tests.telling import DEEP, SEED, Tell

pytestmark = pytest.mark.django_db
HOUSES = 400 if DEEP else 30
WISHES = 4

# What the statement asks, and what it becomes when a control leaves it out.
RULES = {
    "notice": ("p.notice_minutes - p.granularity_minutes", "-100000"),
    "horizon": ("+ p.horizon_days", "+ 1000"),
    "the grid at the start": ("epoch from its.first::time", "epoch from time '00:00'"),
    "the grid at the end": ("epoch from its.last::time", "epoch from time '00:00'"),
    "least length": ("p.min_minutes * interval", "0 * interval"),
    "greatest length": ("p.max_minutes * interval", "100000 * interval"),
    "party size": ("%(party)s > least(", "0 * %(party)s::int > least("),
    "one whole set": ("o.quantifier = 'all' and w.quantity > 1", "false"),
    "open at the start": ("i.period @> a.starts_at", "true"),
    "open throughout": ("upper(i.period) >= a.ends_at", "true"),
    "open at the end": ("tstzrange(a.ends_at - interval '1 microsecond'", "tstzrange(a.starts_at"),
    "audiences": ("where x.policy_id = p.id and x.audience_id = %(audience)s", "where true"),
    "a requirement": ("where q.offer_id = o.id", "where false"),
    "until when authorised": ("u.valid_until >= a.ends_at", "true"),
    "attended hours": ("i.period @> tstzrange(a.starts_at, a.ends_at)", "true"),
    "a lender's first day": ("g.starts_on <= its.first::date", "true"),
    "a lender's last day": ("g.ends_on >= its.last_day", "true"),
    "a lender's audiences": ("x.loanagreement_id = g.id and x.audience_id = %(audience)s", "true"),
    "claims": ("c.period && its.widened", "false"),
    "time before": ("a.starts_at - p.buffer_before_minutes", "a.starts_at - 0"),
    "time after": ("a.ends_at + p.buffer_after_minutes", "a.ends_at + 0"),
    "hidden offers": ("and o.is_public", ""),
    "closed sites": ("and s.is_active", ""),
    "sites of staff": ("(%(sites)s::uuid[] is null or o.site_id = any (%(sites)s))", "true"),
    "free things": ("and g.resale_forbidden", "and false"),
}  # fmt: skip


def houses(number: int) -> Iterator[CrowdedHouse]:
    """So many houses, each undone before the next."""
    for one in range(number):
        with transaction.atomic():
            yield CrowdedHouse(Random(f"{SEED} {one}"))
            transaction.set_rollback(True)


def wishes(house: CrowdedHouse) -> list[BookingRequest]:
    moves = [house.move() for _ in range(2)] if house.by else []
    return [*(one for one in moves if one), *(house.wish() for _ in range(WISHES))]


def refusal(house: CrowdedHouse, one: Alternative) -> str | None:
    """The code with which it is refused, if it is; nothing of it stays."""
    with transaction.atomic():
        try:
            cents = house.take(one)
        except DomainError as failure:
            return failure.code
        finally:
            transaction.set_rollback(True)
    return None if cents == one.price_cents else "another price"


def test_whatever_is_proposed_is_accepted(tell: Tell) -> None:
    told: Counter[str] = Counter()
    for number, house in enumerate(houses(HOUSES)):
        for wish in wishes(house):
            for one in proposing.alternatives(wish, now=NOW, by=house.by):
                assert refusal(house, one) is None, f"house {number}: {one}"
                told["move" if wish.moving else one.reason] += 1
    tell(f"{HOUSES} houses, accepted: {dict(told)}")
    assert min(told[kind] for kind in ("other_time", "other_offer", "other_site", "move")) > 3


def test_control_without_any_one_rule_something_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lenient = {name: tmp_path / f"{number}.sql" for number, name in enumerate(RULES)}
    for name, path in lenient.items():
        asked, left_out = RULES[name]
        assert asked in STATEMENT.read_text()
        path.write_text(STATEMENT.read_text().replace(asked, left_out))
    for house in houses(400):
        for wish in wishes(house):
            right = _proposed(house, wish)
            for name in list(lenient):
                monkeypatch.setattr(proposing, "STATEMENT", lenient[name])
                wrong = [one for one in _proposed(house, wish) if one not in right]
                if any(refusal(house, one) for one in wrong):
                    del lenient[name]
            monkeypatch.setattr(proposing, "STATEMENT", STATEMENT)
        if not lenient:
            break
    assert not lenient


def _proposed(house: CrowdedHouse, wish: BookingRequest) -> list[Alternative]:
    return proposing.alternatives(wish, now=NOW, by=house.by)
