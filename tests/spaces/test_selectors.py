"""What people see of sites and offers, at a constant number of queries."""

import datetime as dt

import pytest
from django.utils import translation

from accounts.models import Person, Role, RoleAssignment
from core.period import Period
from spaces.expansion import expand
from spaces.intervals import open_intervals
from spaces.models import Closure, Feature, Kind, Offer, OfferResource, Policy, Resource, Site
from spaces.permissions import can_see_offer, can_see_site, can_set_up
from spaces.recurrence import add_once, add_weekly
from spaces.selectors import (
    closed_periods,
    features_of,
    offers_visible_to,
    sites_visible_to,
    today_of,
    todays_of,
    week_of,
)
from tests.spaces.builders import make_hours, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site()


def make_offer(site, slug, *, features=(), **fields):
    policy, _ = Policy.objects.get_or_create(name="Salle")
    fields = {"kind": Kind.ROOM, "name_fr": slug, "policy": policy} | fields
    offer = Offer.objects.create(site=site, slug=slug, **fields)
    for number in range(2):
        resource = Resource.objects.create(site=site, kind=Kind.ROOM, name_fr=f"{slug} {number}")
        resource.features.set(features)
        OfferResource.objects.create(offer=offer, resource=resource)
    return offer


def read(person=None):
    """Everything that the API says of an offer from here."""
    return [
        (
            offer.site.name,
            offer.policy.span,
            [audience.code for audience in offer.policy.audiences.all()],
            [resource.name for resource in offer.resources.all()],
            [feature.name for feature in features_of(offer)],
        )
        for offer in offers_visible_to(person)
    ]


def test_three_offers_cost_as_many_queries_as_one(site, django_assert_num_queries):
    screen = Feature.objects.create(code="ecran", name_fr="Écran")
    make_offer(site, "a", features=[screen])
    with django_assert_num_queries(4):
        assert len(read()) == 1
    for slug in ("b", "c"):
        make_offer(site, slug, features=[screen])
    with django_assert_num_queries(4):
        assert len(read()) == 3


def test_filters_keep_what_was_asked_for(site):
    screen, lift = (
        Feature.objects.create(code=code, name_fr=code) for code in ("ecran", "ascenseur")
    )
    both = make_offer(site, "a", features=[screen, lift], capacity=8)
    one = make_offer(site, "b", features=[screen], capacity=4)
    desk = make_offer(make_site("fablab"), "c", kind=Kind.DESK)

    def found(**filters):
        return set(offers_visible_to(None, **filters))

    assert found(site_id=site.pk) == {both, one}
    assert found(kind="desk") == {desk}
    assert found(capacity=6) == {both}
    assert found(features=["ecran"]) == {both, one}
    assert found(features=["ecran", "ascenseur"]) == {both}
    assert found(features=["piscine"]) == set()
    both.resources.update(is_active=False)
    assert found(features=["ascenseur"]) == set()


def test_predicates_agree_with_their_querysets(site):
    shut = make_site("ferme", is_active=False)
    for place in (site, shut):
        make_offer(place, f"{place.slug}-public")
        make_offer(place, f"{place.slug}-equipe", is_public=False)
    people = [None, Person.objects.create(name="Habitant")]
    gone = Person.objects.create(name="Parti", is_active=False)
    for role in Role:
        person = Person.objects.create(name=role)
        RoleAssignment.objects.create(person=person, role=role)
        people.append(person)
    RoleAssignment.objects.create(person=gone, role=Role.DIRECTOR)
    counts = set()
    for person in (*people, gone):
        offers = {one for one in Offer.objects.all() if can_see_offer(person, one)}
        assert set(offers_visible_to(person)) == offers
        sites = {one for one in Site.objects.all() if can_see_site(person, one)}
        assert set(sites_visible_to(person)) == sites
        counts.add((len(offers), len(sites)))
    assert counts == {(1, 1), (4, 2)}
    assert {person.name for person in people if can_set_up(person)} == {"director", "admin"}


def test_today_tells_hours_and_the_reason_of_a_closure(site):
    hours = make_hours(site)
    for weekday in range(7):
        add_weekly(
            hours,
            weekday=weekday,
            opens=dt.time(9),
            closes=dt.time(18),
            valid_from=dt.date(2027, 1, 1),
        )
    expand(hours, since=dt.date(2027, 5, 1), until=dt.date(2027, 5, 20))
    tuesday = today_of(site, dt.datetime(2027, 5, 4, 8, tzinfo=dt.UTC))
    assert [period.minutes for period in tuesday.open] == [540]
    assert tuesday.closed_reason is None
    ascension = dt.datetime(2027, 5, 6, 8, tzinfo=dt.UTC)
    assert (today_of(site, ascension).open, today_of(site, ascension).closed_reason) == (
        (),
        "Ascension",
    )
    with translation.override("en"):
        assert today_of(site, ascension).closed_reason == "Ascension Day"


def test_another_day_is_told_with_the_hours_when_the_team_is_there(site):
    opening, attended = make_hours(site), make_hours(site, kind="attended")
    day = dt.date(2027, 5, 18)
    for hours, opens in ((opening, 9), (attended, 14)):
        add_once(hours, day=day, opens=dt.time(opens), closes=dt.time(18))
        expand(hours, since=dt.date(2027, 5, 1), until=dt.date(2027, 5, 20))
    now = dt.datetime(2027, 5, 4, 8, tzinfo=dt.UTC)
    told = todays_of([site], now, day=day)[site.pk]
    assert [period.minutes for period in told.open] == [540]
    assert [period.minutes for period in told.attended] == [240]
    today = todays_of([site], now)[site.pk]
    assert (today.open, today.attended) == ((), ())


def test_the_door_tells_the_next_opening_and_the_closures_ahead(site):
    hours = make_hours(site)
    for day in (4, 7):
        add_once(hours, day=dt.date(2027, 5, day), opens=dt.time(9), closes=dt.time(18))
    expand(hours, since=dt.date(2027, 5, 1), until=dt.date(2027, 5, 20))
    told = [
        today_of(site, dt.datetime(2027, 5, day, hour, tzinfo=dt.UTC)).opens_next
        for day, hour in ((4, 6), (4, 8), (5, 8), (7, 20))
    ]
    days = [one.starts_at.date().day if one else None for one in told]
    assert days == [4, 7, 7, None]
    monday = today_of(site, dt.datetime(2027, 5, 3, 8, tzinfo=dt.UTC))
    assert [one.reason for one in monday.closures] == [
        "Ascension",
        "Fête de la Victoire",
        "Lundi de Pentecôte",
    ]
    sunday = today_of(site, dt.datetime(2027, 5, 9, 8, tzinfo=dt.UTC))
    assert [one.reason for one in sunday.closures] == ["Lundi de Pentecôte"]


def test_week_is_seven_days_from_today_for_three_queries(site, django_assert_num_queries):
    hours = make_hours(site)
    add_once(hours, day=dt.date(2027, 5, 5), opens=dt.time(9), closes=dt.time(18))
    expand(hours, since=dt.date(2027, 5, 1), until=dt.date(2027, 5, 20))
    with django_assert_num_queries(3):
        week = week_of(site, dt.datetime(2027, 5, 3, 8, tzinfo=dt.UTC))
    assert list(week) == [dt.date(2027, 5, day) for day in range(3, 10)]
    assert [bool(told.open) for told in week.values()] == [False, False, True] + [False] * 4
    assert week[dt.date(2027, 5, 6)].closed_reason == "Ascension"


def test_three_sites_cost_as_many_queries_as_one(site, django_assert_num_queries):
    now = dt.datetime(2027, 5, 6, 8, tzinfo=dt.UTC)
    sites = [site, make_site("b"), make_site("c")]
    for one in sites:
        make_hours(one)
    with django_assert_num_queries(3):
        todays_of([site], now)
    with django_assert_num_queries(3):
        assert len(todays_of(sites, now)) == 3


def test_reasons_of_closed_time_are_in_order_and_leave_exceptions_out(site):
    hours = make_hours(site)
    add_once(hours, day=dt.date(2027, 5, 6), opens=dt.time(14), closes=dt.time(16))
    expand(hours, since=dt.date(2027, 5, 1), until=dt.date(2027, 5, 20))
    start = dt.datetime(2027, 5, 5, 10, tzinfo=dt.UTC)
    Closure.objects.create(
        site=site, starts_at=start, ends_at=start + dt.timedelta(hours=2), reason_fr="Grève"
    )
    closed = closed_periods(site, start, start + dt.timedelta(days=2))
    assert [(one.reason_fr, one.period.minutes) for one in closed] == [
        ("Grève", 120),
        ("Ascension", 14 * 60),
        ("Ascension", 8 * 60),
    ]


def test_stored_intervals_come_by_hours_and_in_order(site):
    hours = make_hours(site)
    for day in (7, 4):
        add_once(hours, day=dt.date(2027, 6, day), opens=dt.time(14), closes=dt.time(16))
    expand(hours, since=dt.date(2027, 6, 1), until=dt.date(2027, 6, 30))
    window = Period(
        dt.datetime(2027, 6, 4, 13, tzinfo=dt.UTC), dt.datetime(2027, 6, 30, tzinfo=dt.UTC)
    )
    found = open_intervals([hours.pk], window)
    assert [period.starts_at.day for period in found[hours.pk]] == [4, 7]
