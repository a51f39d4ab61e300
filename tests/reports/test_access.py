"""Whose reports somebody may read: the predicate, its twin, and the sites of a report."""

import uuid

import pytest

from accounts.models import Person
from core.errors import NotAllowed, NotFound
from reports.permissions import can_see_reports, reported_sites
from reports.selectors.sites import sites_to_report
from spaces.models import Site
from tests.factories import make_person, make_site

pytestmark = pytest.mark.django_db

HERE, EVERYWHERE = ("host", "fab_manager"), ("accountant", "director", "admin")


@pytest.fixture
def sites() -> list[Site]:
    return [make_site(), make_site()]


def _person(role: str, site: Site) -> Person:
    return make_person(role=role or None, site=site if role in HERE else None)


@pytest.mark.parametrize(("role", "readable"), [
    *((role, 1) for role in HERE), *((role, 2) for role in EVERYWHERE), ("", 0),
])  # fmt: skip
def test_the_predicate_and_its_twin_agree(sites: list[Site], role: str, readable: int) -> None:
    person = _person(role, sites[0])
    told = set(reported_sites(person))
    assert told == {site for site in sites if can_see_reports(person, site)}
    assert told == set(sites[:readable])


def test_a_visitor_reads_nothing(sites: list[Site]) -> None:
    assert not can_see_reports(None, sites[0])
    assert not reported_sites(None).exists()


def test_without_a_site_it_is_about_all_that_one_may_read(sites: list[Site]) -> None:
    host, director = _person("host", sites[0]), _person("director", sites[0])
    assert sites_to_report(host, None) == [sites[0]]
    assert set(sites_to_report(director, None)) == set(sites)


def test_elsewhere_is_refused_and_nowhere_is_not_found(sites: list[Site]) -> None:
    host = _person("host", sites[0])
    assert sites_to_report(host, sites[0].pk) == [sites[0]]
    with pytest.raises(NotAllowed):
        sites_to_report(host, sites[1].pk)
    with pytest.raises(NotFound):
        sites_to_report(host, uuid.uuid4())
    member = make_person()
    for asked in (None, sites[0].pk):
        with pytest.raises(NotAllowed):
            sites_to_report(member, asked)
    Site.objects.filter(pk=sites[1].pk).update(is_active=False)
    with pytest.raises(NotFound):
        sites_to_report(member, sites[1].pk)
