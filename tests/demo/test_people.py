"""The people of the demo house come in through the services."""

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Audience, OrganisationMember, Person, RoleAssignment
from core.models import AuditEntry
from mnic.demo.people import MEMBERS, ORGANISATIONS, PERSONAL, People, make_people
from mnic.demo.sites import SITES
from spaces.models import Site

NOW = dt.datetime(2026, 11, 24, 9, 10, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    sites = {
        slug: Site.objects.create(slug=slug, name_fr=facts["name_fr"])
        for slug, facts in SITES.items()
    }
    return make_people(sites, Random("2026-11-24"), now=NOW)


def acts(action: str) -> Counter[Any]:
    return Counter(AuditEntry.objects.filter(action=action).values_list("subject_id", flat=True))


def test_every_file_role_and_membership_was_written_by_a_service(people: People) -> None:
    everybody = set(Person.objects.values_list("pk", flat=True))
    first = Person.objects.get(email="admin@mnic.example").pk
    assert set(acts("person.created")) == everybody - {first}
    roles = Counter(RoleAssignment.objects.values_list("person_id", flat=True))
    assert acts("role.given") == roles
    bodies = Counter(OrganisationMember.objects.values_list("organisation_id", flat=True))
    assert len(bodies) == len(ORGANISATIONS)
    assert acts("organisation.member_added") == bodies
    assert not Person.objects.exclude(pk=first).filter(created_by=None).exists()


def test_members_have_a_public_and_no_password_and_prove_no_address(people: People) -> None:
    assert len(people.members) == MEMBERS
    for one in people.members:
        assert one.audience is not None
        assert one.audience.code in PERSONAL
        assert not one.has_usable_password()
    assert not EmailAddress.objects.filter(user__in=people.members, verified=True).exists()
    states = Counter(one.birth_year_answer for one in people.members)
    assert min(states[answer] for answer in ("given", "declined", "not_asked")) > 0


def test_the_house_keeps_to_the_publics_that_every_house_has(people: People) -> None:
    assert Audience.objects.count() == 7
