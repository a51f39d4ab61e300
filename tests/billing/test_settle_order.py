"""Settling an order at the desk."""

import pytest

from accounts.models import Person, Role
from billing.models import Order
from billing.services import open_order, settle_order, void_order
from core import sql
from core.errors import Conflict, DomainError, Malformed, NotAllowed
from core.models import AuditEntry
from spaces.models import Site
from tests.billing.bookings import booking
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return cast.site("maison")


@pytest.fixture
def host(site: Site) -> Person:
    return cast.person("host", Role.HOST, site)


@pytest.fixture
def order(site: Site) -> Order:
    subject = booking(site, cast.person("resident"))
    sql.insert_together(open_order(subject, now=NOW))
    return Order.objects.get(booking=subject)


def assert_refused(kind: type[DomainError], code: str, order: Order, by: Person, note: str) -> None:
    before = Order.objects.values()[0], AuditEntry.objects.count()
    with pytest.raises(kind) as refusal:
        settle_order(order, by=by, note=note, now=NOW)
    assert refusal.value.code == code
    assert (Order.objects.values()[0], AuditEntry.objects.count()) == before


def test_settle_keeps_who_when_and_how(order: Order, host: Person) -> None:
    settle_order(order, by=host, note=" espèces ", now=NOW)

    order.refresh_from_db()
    assert (order.state, order.settled_by, order.settled_at) == ("settled", host, NOW)
    assert order.note == "espèces"
    act = AuditEntry.objects.get()
    assert (act.action, act.subject_id, act.by_id) == ("order.settled", order.pk, host.pk)
    assert act.changes == {}


def test_settle_by_whoever_owes_or_works_elsewhere_is_not_allowed(
    order: Order, host: Person
) -> None:
    elsewhere = cast.person("elsewhere", Role.HOST, cast.site("fablab"))
    technician = cast.person("technician", Role.ADMIN)
    assert order.person is not None
    for by in (order.person, elsewhere, technician):
        assert_refused(NotAllowed, "not_allowed", order, by, "espèces")


def test_settle_without_a_note_is_malformed(order: Order, host: Person) -> None:
    assert_refused(Malformed, "malformed", order, host, "  ")


def test_settle_twice_is_a_conflict(order: Order, host: Person) -> None:
    settle_order(order, by=host, note="espèces", now=NOW)
    assert_refused(Conflict, "order_not_due", order, host, "chèque")


def test_settle_what_became_void_meanwhile_is_a_conflict(order: Order, host: Person) -> None:
    void_order(order.booking, by=None, now=NOW)
    assert_refused(Conflict, "order_not_due", order, host, "espèces")
