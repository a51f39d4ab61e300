"""Each predicate says the same as its list, for every kind of viewer; and says what is expected."""

import pytest

from accounts.models import Person, Role
from equipment import permissions
from equipment.models import Authorisation, InitiationRequest
from equipment.services.give_authorisation import give_authorisation
from equipment.services.request_initiation import request_initiation
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db

COUNTER = {"host", "fab_manager", "director", "admin"}


@pytest.fixture
def viewers() -> dict[str, Person | None]:
    """Everybody; and each of them has an authorisation and one request at either site."""
    here, elsewhere = cast.site("maison"), cast.site("fablab")
    everybody = dict(cast.everybody(here, elsewhere))
    director, printers = cast.person("boss", Role.DIRECTOR), cast.category()
    for person in filter(None, everybody.values()):
        give_authorisation(person=person, category=printers, by=director, now=NOW)
        for site in (here, elsewhere):
            request_initiation(
                person=person,
                category=printers,
                site=site,
                possible_times="x",
                by=director,
                now=NOW,
            )
    return everybody


def test_authorisation_predicate_agrees_with_the_list(viewers: dict[str, Person | None]) -> None:
    rows = list(Authorisation.objects.all())
    for viewer in viewers.values():
        allowed = {row for row in rows if permissions.can_see_authorisation(viewer, row)}
        assert set(permissions.authorisations_visible_to(viewer)) == allowed


def test_request_predicate_agrees_with_the_list(viewers: dict[str, Person | None]) -> None:
    rows = list(InitiationRequest.objects.all())
    for viewer in viewers.values():
        allowed = {row for row in rows if permissions.can_see_request(viewer, row)}
        assert set(permissions.requests_visible_to(viewer)) == allowed


def test_who_sees_authorisations_of_others(viewers: dict[str, Person | None]) -> None:
    seen = {
        name: permissions.authorisations_visible_to(viewer).count()
        for name, viewer in viewers.items()
    }
    total = Authorisation.objects.count()
    for name, count in seen.items():
        role = name.split()[0]
        if "left" in name or name == "visitor":
            assert count == 0, name
        else:
            assert count == (total if role in COUNTER else 1), name


def test_who_sees_and_handles_requests(viewers: dict[str, Person | None]) -> None:
    here = list(InitiationRequest.objects.filter(site__slug="maison"))
    for name, viewer in viewers.items():
        others = [row for row in here if viewer is None or row.person_id != viewer.pk]
        role, *where = name.split()
        expected = role in COUNTER and where in (["here"], ["of", "the", "house"])
        assert {permissions.can_see_request(viewer, row) for row in others} == {expected}, name
        assert {permissions.can_handle_request(viewer, row) for row in here} == {expected}, name


def test_who_gives_authorisations(viewers: dict[str, Person | None]) -> None:
    givers = {
        name for name, viewer in viewers.items() if permissions.can_give_authorisation(viewer, None)
    }
    assert givers == {
        "fab_manager here",
        "fab_manager elsewhere",
        "fab_manager of the house",
        "director of the house",
        "admin of the house",
    }


def test_at_a_site_only_its_own_fab_manager_and_the_house_give(
    viewers: dict[str, Person | None],
) -> None:
    here = InitiationRequest.objects.filter(site__slug="maison")[0].site_id
    givers = {
        name for name, viewer in viewers.items() if permissions.can_give_authorisation(viewer, here)
    }
    assert givers == {
        "fab_manager here",
        "fab_manager of the house",
        "director of the house",
        "admin of the house",
    }


def test_who_asks_for_whom(viewers: dict[str, Person | None]) -> None:
    site = InitiationRequest.objects.filter(site__slug="maison")[0].site_id
    somebody = cast.person("somebody")
    for name, viewer in viewers.items():
        role, *where = name.split()
        expected = role in COUNTER and where in (["here"], ["of", "the", "house"])
        assert permissions.can_request_initiation(viewer, somebody, site) is expected, name
        if viewer is not None:
            own = permissions.can_request_initiation(viewer, viewer, site)
            assert own is viewer.is_active, name
