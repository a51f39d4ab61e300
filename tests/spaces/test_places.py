"""The plan of a site: what a place may be, and what one is told to find there."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Role
from spaces.models import Place, Site
from spaces.selectors import places_of
from tests.factories import make_offer, make_person, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site(slug="plan")


def _place(site: Site, **fields: Any) -> Place:
    shape = {"name_fr": "Salle", "x": 10, "y": 20, "width": 30, "height": 40} | fields
    return Place.objects.create(site=site, **shape)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"width": 0}, "place_has_a_size"),
        ({"height": 0}, "place_has_a_size"),
        ({"x": 71}, "place_lies_on_the_plan"),
        ({"y": 61}, "place_lies_on_the_plan"),
    ],
)
def test_place_off_the_plan_or_without_a_size_is_refused(
    site: Site, wrong: dict[str, int], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _place(site, **wrong)
    assert not Place.objects.exists()
    _place(site, x=70, y=60)  # the last one that fits


def test_name_is_once_a_floor(site: Site) -> None:
    _place(site)
    with pytest.raises(IntegrityError, match="place_name_once_a_floor"), transaction.atomic():
        _place(site)
    _place(site, floor=1)
    assert Place.objects.count() == 2


def test_plan_tells_the_offers_that_one_may_see(site: Site, django_assert_num_queries: Any) -> None:
    public, private = make_offer(site), make_offer(site, is_public=False)
    room, stairs = _place(site), _place(site, name_fr="Escalier", y=60)
    room.resources.set([*public.resources.all(), *private.resources.all()])
    with django_assert_num_queries(3):
        assert places_of(site, None) == [(room, [public.pk]), (stairs, [])]
    assert places_of(site, make_person(role=Role.HOST)) == [
        (room, sorted([public.pk, private.pk])),
        (stairs, []),
    ]


def test_what_is_put_aside_is_not_found_on_the_plan(site: Site) -> None:
    offer, room = make_offer(site), _place(site)
    room.resources.set(offer.resources.all())
    offer.resources.update(is_active=False)
    assert places_of(site, None) == [(room, [])]


def test_plan_speaks_both_languages(site: Site) -> None:
    room = _place(site, name_en="Room")
    with translation.override("en"):
        assert room.name == "Room"
    assert room.name == "Salle"
