"""Orders follow their bookings; a settled one never changes, whatever becomes of the booking."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from billing.handlers import on_booking_changed
from billing.models import Order
from billing.services import settle_order
from bookings.messages import BookingChanged
from bookings.models import Booking
from core import sql
from core.models import AuditEntry
from spaces.models import Site
from tests.billing.bookings import START, booking, changed
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db
LATER = START + dt.timedelta(days=1)


@pytest.fixture
def site() -> Site:
    return cast.site("maison")


@pytest.fixture
def confirmed(site: Site) -> Booking:
    return booking(site, cast.person("resident"))


def order_of(subject: Booking) -> Order:
    return Order.objects.get(booking=subject)


def follow(event: BookingChanged) -> None:
    """What the bookings services do with billing's answer."""
    sql.insert_together(on_booking_changed(event))


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def settled(subject: Booking) -> dict[str, object]:
    follow(changed(subject, None, "confirmed"))
    director = cast.person("boss", Role.DIRECTOR)
    settle_order(order_of(subject), by=director, note="espèces", now=NOW)
    return Order.objects.filter(booking=subject).values()[0]


@pytest.mark.parametrize("old", [None, "hold", "awaiting_approval"])
def test_confirmed_owes_its_price_from_its_start_in_one_statement(
    old: str | None, confirmed: Booking
) -> None:
    with CaptureQueriesContext(connection) as queries:
        follow(changed(confirmed, old, "confirmed"))

    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 1
    order = order_of(confirmed)
    assert (order.state, order.total_cents, order.currency) == ("due", 1000, "EUR")
    assert (order.person_id, order.organisation_id) == (confirmed.person_id, None)
    assert (order.channel, order.due_at, order.created_at) == ("desk", START, NOW)


def test_confirmed_for_nothing_owes_nothing(site: Site) -> None:
    free = booking(site, cast.person("resident"), cents=0)
    with CaptureQueriesContext(connection) as queries:
        follow(changed(free, None, "confirmed"))

    assert not [q for q in queries if "SAVEPOINT" not in q["sql"]]
    assert not Order.objects.exists()


@pytest.mark.parametrize("new", ["hold", "awaiting_approval", "awaiting_payment"])
def test_not_confirmed_yet_owes_nothing_yet(new: str, confirmed: Booking) -> None:
    follow(changed(confirmed, None, new))
    follow(changed(confirmed, new, new, price_changed=True))
    follow(changed(confirmed, new, "expired"))
    assert not Order.objects.exists()


def test_cancelled_makes_a_due_order_void(confirmed: Booking) -> None:
    follow(changed(confirmed, None, "confirmed"))
    follow(changed(confirmed, "confirmed", "cancelled"))

    assert (order_of(confirmed).state, order_of(confirmed).total_cents) == ("void", 1000)
    assert actions() == ["order.voided"]


@pytest.mark.parametrize("new", ["checked_in", "completed", "no_show"])
def test_what_comes_after_leaves_the_order_due(new: str, confirmed: Booking) -> None:
    follow(changed(confirmed, None, "confirmed"))
    follow(changed(confirmed, "confirmed", new))
    assert order_of(confirmed).state == "due"


def test_moved_at_another_price_the_due_order_follows(confirmed: Booking) -> None:
    follow(changed(confirmed, None, "confirmed"))
    move = changed(
        confirmed,
        "confirmed",
        "confirmed",
        price_changed=True,
        price_cents=1500,
        starts_at=LATER,
    )
    follow(move)

    order = order_of(confirmed)
    assert (order.state, order.total_cents, order.due_at) == ("due", 1500, LATER)
    act = AuditEntry.objects.get(action="order.followed")
    assert (act.subject_id, act.by_id) == (order.pk, confirmed.person_id)
    assert act.changes == {"fields": ["due_at", "total_cents"]}


def test_moved_to_a_free_time_and_back_is_void_then_due(confirmed: Booking) -> None:
    def move(cents: int) -> tuple[str, int]:
        event = changed(confirmed, "confirmed", "confirmed", price_cents=cents, price_changed=True)
        follow(event)
        return order_of(confirmed).state, order_of(confirmed).total_cents

    follow(changed(confirmed, None, "confirmed"))
    assert move(0) == ("void", 1000)
    assert move(700) == ("due", 700)


def test_moved_from_a_free_time_opens_an_order(site: Site) -> None:
    free = booking(site, cast.person("resident"), cents=0)
    follow(changed(free, None, "confirmed"))
    follow(changed(free, "confirmed", "confirmed", price_cents=700, price_changed=True))
    assert (order_of(free).state, order_of(free).total_cents) == ("due", 700)


def test_moved_within_the_same_price_and_time_writes_nothing(confirmed: Booking) -> None:
    follow(changed(confirmed, None, "confirmed"))
    before = Order.objects.values()[0]
    follow(changed(confirmed, "confirmed", "confirmed"))
    assert (Order.objects.values()[0], actions()) == (before, [])


def test_a_settled_order_never_changes_and_the_difference_is_noted(confirmed: Booking) -> None:
    before = settled(confirmed)
    follow(changed(confirmed, "confirmed", "confirmed", price_cents=1500, price_changed=True))
    follow(changed(confirmed, "confirmed", "cancelled"))

    assert Order.objects.values()[0] == before
    noted = AuditEntry.objects.filter(action="order.differs").order_by("id")
    assert [act.changes for act in noted] == [
        {"total_cents": 1000, "price_cents": 1500},
        {"total_cents": 1000, "price_cents": 0},
    ]


def test_a_settled_order_of_a_move_at_the_same_price_needs_no_note(confirmed: Booking) -> None:
    before = settled(confirmed)
    follow(changed(confirmed, "confirmed", "confirmed", starts_at=LATER))
    assert (Order.objects.values()[0], actions()) == (before, ["order.settled"])


def test_an_event_without_an_actor_leaves_an_act_without_one(confirmed: Booking) -> None:
    follow(changed(confirmed, None, "confirmed", by=None))
    follow(changed(confirmed, "confirmed", "cancelled", by=None))
    assert AuditEntry.objects.get(action="order.voided").by_id is None
