"""What is shown as free, against an oracle that counts minutes, and against what is accepted."""

import datetime as dt
import json
from collections import Counter
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bookings.errors import PlaceTaken
from bookings.selectors.availability import availability_json
from core.errors import RuleRefused
from core.period import Period
from spaces.models import Closure, Hours, Offer, OpenInterval, Resource, Site
from tests.bookings.minute_grid import Grid, GridOffer, runs
from tests.bookings.random_houses import claim_rows, reach, some_claims, some_policy, some_span
from tests.factories import (
    NOW,
    PARIS,
    at,
    make_booking,
    make_offer,
    make_person,
    make_policy,
    make_resources,
    make_site,
    open_hours,
    period,
)
from tests.telling import DEEP, SEED, Tell

pytestmark = pytest.mark.django_db
WINDOW = 24 * 60
HOUSES = settings(
    max_examples=1000 if DEEP else 100,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def shown(site: Site, since: dt.datetime, until: dt.datetime, **more: Any) -> dict[str, Any]:
    text = availability_json(
        site_id=site.pk, since=since, until=until, now=more.pop("now", NOW), person=None, **more
    )
    return {one["offer"]: one for one in json.loads(text)}


def minutes_of(one: dict[str, str], origin: dt.datetime) -> tuple[int, int]:
    start, end = (dt.datetime.fromisoformat(one[key]) for key in ("starts_at", "ends_at"))
    minute = dt.timedelta(minutes=1)
    return (start - origin) // minute, (end - origin) // minute


def compare_houses(*, unseen: tuple[str, ...] = ()) -> list[int]:
    """Random houses beside the oracle, which does not see claims of some kinds; free stretches."""
    stretches: list[int] = []

    @seed(SEED)
    @HOUSES
    @given(st.integers(0, 2**48).map(Random))
    def compare(roll: Random) -> None:
        with transaction.atomic():
            stretches.append(_compare(roll, unseen))
            transaction.set_rollback(True)

    compare()
    return stretches


def _compare(roll: Random, unseen: tuple[str, ...]) -> int:
    origin = roll.choice((at(11, 0), at(12, 0), at(12, 0)))
    site = make_site(days=0)
    resources = make_resources(site, 4)
    grid = Grid(0, WINDOW)
    grid.open = _open(roll, Hours.objects.get(site=site, kind="opening"), origin)
    attended_minutes = _open(roll, open_hours(site, "attended", 8, 9, days=0), origin)
    made = {}
    for _ in range(roll.randrange(1, 4)):
        policy, whole = some_policy(roll), roll.random() < 0.4
        numbers = sorted(roll.sample(range(4), roll.randrange(1, 5)))
        offer = _offer(site, [resources[one] for one in numbers], policy, whole=whole)
        names = tuple(str(one) for one in numbers)
        made[str(offer.pk)] = _grid_offer(names, policy, origin, whole=whole)
    grid.taken = claim_rows(site, resources, some_claims(roll), origin, unseen)
    found = shown(site, origin, origin + dt.timedelta(minutes=WINDOW))
    assert found.keys() == made.keys()
    for key, model in made.items():
        free = [(*minutes_of(one, origin), one["count"]) for one in found[key]["free"]]
        assert free == grid.free(model)
        for name, minutes in (("open", grid.open), ("attended", attended_minutes)):
            said = [minutes_of(one, origin) for one in found[key][name]]
            assert said == runs(minutes & set(range(WINDOW)))
    return sum(len(found[key]["free"]) for key in made)


def _offer(site: Site, resources: list[Resource], policy: dict[str, Any], *, whole: bool) -> Offer:
    return make_offer(
        site,
        resources=resources,
        quantifier="all" if whole else "any",
        policy=make_policy(max_minutes=1440, **policy),
    )


def _grid_offer(
    names: tuple[str, ...], policy: dict[str, Any], origin: dt.datetime, *, whole: bool
) -> GridOffer:
    return GridOffer(
        members=names,
        whole=whole,
        spans=policy["span"] == "may_span_closed",
        least=policy["min_minutes"],
        before=policy["buffer_before_minutes"],
        after=policy["buffer_after_minutes"],
        reach=reach(policy, origin),
    )


def test_free_open_and_attended_are_what_counting_minutes_says(tell: Tell) -> None:
    stretches = compare_houses()
    tell(f"{len(stretches)} houses, {sum(stretches)} free stretches, no difference")
    assert sum(stretches) > len(stretches)


@pytest.mark.parametrize("unseen", ["booking", "held", "block"])
def test_control_an_oracle_that_overlooks_claims_differs(unseen: str) -> None:
    with pytest.raises(AssertionError):
        compare_houses(unseen=(unseen,))


def _open(roll: Random, hours: Hours, origin: dt.datetime) -> set[int]:
    """Open some stretches, joined as the house keeps them; the minutes they are."""
    spans = [some_span(roll, 100, 900) for _ in range(roll.randrange(4))]
    minutes = {one for start, end in spans for one in range(start, end)}
    for start, end in runs(minutes):
        stretch = Period(*(origin + dt.timedelta(minutes=one) for one in (start, end)))
        OpenInterval.objects.create(hours=hours, period=stretch.as_range())
    return minutes


def test_what_is_shown_is_accepted_and_what_is_not_is_refused(tell: Tell) -> None:
    """One resource, starts and lengths of a day: `free` and the service agree on each."""
    answers: Counter[bool] = Counter()

    @seed(SEED)
    @settings(HOUSES, max_examples=250 if DEEP else 25)
    @given(st.integers(0, 2**48).map(Random))
    def agree(roll: Random) -> None:
        with transaction.atomic():
            answers.update(_agree(roll))
            transaction.set_rollback(True)

    agree()
    tell(f"{answers[True]} periods shown and accepted, {answers[False]} neither")
    assert min(answers[True], answers[False]) > 20


def _agree(roll: Random) -> list[bool]:
    site, origin, now = make_site(), at(12, 0), NOW + dt.timedelta(minutes=7)
    policy = some_policy(roll) | {"granularity_minutes": 30, "max_minutes": 180}
    offer = make_offer(site, policy=make_policy(**policy))
    shared = [one.resource for one in offer.members.all()]
    plain = make_policy(granularity_minutes=30, max_minutes=180)
    other = make_offer(site, resources=shared, policy=plain)
    for _ in range(roll.randrange(4)):
        moment = origin + dt.timedelta(minutes=480 + 30 * roll.randrange(24))
        _try(other, moment, 30 * roll.randrange(1, 5), now)
    day = shown(site, origin - dt.timedelta(days=1), origin + dt.timedelta(days=2), now=now)
    told = day[str(offer.pk)]
    answers = []
    for start in roll.sample(range(420, 1230, 30), 12):
        length = max(policy["min_minutes"], roll.choice((30, 60, 180)))
        expected = _is_shown(told, origin, start, start + length, spans=policy["span"])
        with transaction.atomic():
            accepted = _try(offer, origin + dt.timedelta(minutes=start), length, now)
            transaction.set_rollback(True)
        assert accepted == expected, f"{start}–{start + length}: {told}"
        answers.append(accepted)
    return answers


def _is_shown(
    told: dict[str, Any], origin: dt.datetime, start: int, end: int, *, spans: str
) -> bool:
    free, opened = ([minutes_of(one, origin) for one in told[name]] for name in ("free", "open"))
    inside = any(since <= start and end <= until for since, until in free)
    if spans == "open_throughout":
        return inside
    begins = any(since <= start < until for since, until in opened)
    return inside and begins and any(since <= end <= until for since, until in opened)


def _try(offer: Offer, start: dt.datetime, minutes: int, now: dt.datetime) -> bool:
    try:
        end = start + dt.timedelta(minutes=minutes)
        make_booking(offer, Period(start, end), person=make_person(), now=now)
    except (PlaceTaken, RuleRefused):
        return False
    return True


def test_what_is_free_costs_the_same_statements_whatever_is_booked() -> None:
    site = make_site()
    offer = make_offer(site, count=6)
    costs = []
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            shown(site, at(12, 0), at(19, 0))
        costs.append(len(asked))
        for _ in range(6):
            make_booking(offer, period(12 + number, 9, 10), person=make_person())
    assert costs == [costs[0]] * 3
    assert costs[0] <= 2


def test_closures_are_told_with_their_reason() -> None:
    site = make_site()
    offer = make_offer(site)
    Closure.objects.create(
        site=site, starts_at=at(12, 8), ends_at=at(12, 20), reason_fr="inventaire"
    )
    (told,) = shown(site, at(12, 0), at(13, 0))[str(offer.pk)]["closed"]
    assert told["reason"] == "inventaire"
    assert minutes_of(told, at(12, 0)) == (480, 1200)
    assert shown(site, at(13, 0), at(14, 0))[str(offer.pk)]["closed"] == []


@pytest.mark.parametrize(
    ("day", "hours"), [(dt.date(2027, 3, 28), 23), (dt.date(2027, 10, 31), 25)]
)
def test_a_day_and_night_of_the_change_of_clocks(day: dt.date, hours: int) -> None:
    """Open day and night: one stretch as long as the day, and one hour of the night is cut out."""
    site = make_site(days=0)
    midnight, next_midnight = (
        dt.datetime.combine(one, dt.time(), PARIS).astimezone(dt.UTC)
        for one in (day, day + dt.timedelta(days=1))
    )
    OpenInterval.objects.create(
        hours=Hours.objects.get(site=site), period=Period(midnight, next_midnight).as_range()
    )
    offer = make_offer(site, policy=make_policy(horizon_days=365))
    (whole,) = shown(site, midnight, next_midnight)[str(offer.pk)]["free"]
    assert minutes_of(whole, midnight) == (0, hours * 60)
    night = Period(midnight + dt.timedelta(hours=2), midnight + dt.timedelta(hours=3))
    make_booking(offer, night, person=make_person())
    left = shown(site, midnight, next_midnight)[str(offer.pk)]["free"]
    assert [minutes_of(one, midnight) for one in left] == [(0, 120), (180, hours * 60)]
