"""Who sees and settles orders; the predicate and the list say the same for every viewer."""

import pytest

from accounts.models import Organisation, OrganisationMember, Person
from billing import permissions
from billing.models import Order
from spaces.models import Site
from tests.billing.bookings import START, booking
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db
TILL = {"host", "fab_manager", "accountant", "director"}


def owe(site: Site, person: Person, organisation: Organisation | None = None) -> Order:
    subject = booking(site, person, organisation=organisation)
    return Order.objects.create(
        booking=subject,
        person=person,
        organisation=organisation,
        total_cents=1000,
        channel="desk",
        due_at=START,
        created_at=NOW,
    )


@pytest.fixture
def viewers() -> dict[str, Person | None]:
    """Everybody, with an order of their own; a company's manager, its member and another's."""
    here, elsewhere = cast.site("maison"), cast.site("fablab")
    everybody = dict(cast.everybody(here, elsewhere))
    company, other = (
        Organisation.objects.create(name=name, kind="company") for name in ("Dentelle", "Autre")
    )
    for name, firm, manages in (
        ("manager", company, True),
        ("employee", company, False),
        ("manager of another", other, True),
    ):
        everybody[name] = cast.person(name.replace(" ", "-"))
        OrganisationMember.objects.create(
            organisation=firm, person=everybody[name], is_manager=manages
        )
    for person in filter(None, everybody.values()):
        owe(elsewhere, person)
    owe(here, cast.person("colleague"), company)
    return everybody


def test_predicate_agrees_with_the_list(viewers: dict[str, Person | None]) -> None:
    rows = list(Order.objects.select_related("booking"))
    for name, viewer in viewers.items():
        allowed = {row for row in rows if permissions.can_see_order(viewer, row)}
        assert set(permissions.orders_visible_to(viewer)) == allowed, name


def test_who_sees_and_settles_the_order_of_a_company_here(
    viewers: dict[str, Person | None],
) -> None:
    order = Order.objects.get(person__name="colleague")
    settlers = {n for n, viewer in viewers.items() if permissions.can_settle_order(viewer, order)}
    seers = {n for n, viewer in viewers.items() if permissions.can_see_order(viewer, order)}

    assert settlers == {
        "host here",
        "fab_manager here",
        "host of the house",
        "fab_manager of the house",
        "accountant of the house",
        "director of the house",
    }
    assert seers == settlers | {"manager"}


def test_own_orders_are_seen_and_settled_only_from_behind_the_counter(
    viewers: dict[str, Person | None],
) -> None:
    for name, viewer in viewers.items():
        if viewer is None:
            continue
        own = Order.objects.get(person=viewer)
        assert permissions.can_see_order(viewer, own) is viewer.is_active, name
        role, *where = name.split()
        behind = role in TILL and where in (["elsewhere"], ["of", "the", "house"])
        assert permissions.can_settle_order(viewer, own) is behind, name
