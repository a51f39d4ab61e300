"""The table of states: every pair, one writer, and what a change does to places."""

import ast
import datetime as dt
from pathlib import Path

import pytest

from bookings.errors import WrongState
from bookings.models import Booking, Claim
from bookings.services.change_state import change_state
from bookings.states import FREED, LAPSING, TRANSITIONS, State, may_become
from core.models import AuditEntry
from tests.factories import NOW, make_booking, make_offer, make_person, make_site, period

CLONE = Path(__file__).parents[2]
APPS = (
    "core",
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "api",
)
# Written down from the design a second time, so that a slip in either place shows.
ALLOWED = {
    "hold": "awaiting_approval awaiting_payment confirmed expired cancelled",
    "awaiting_approval": "awaiting_payment confirmed declined cancelled expired",
    "awaiting_payment": "confirmed expired cancelled",
    "expired": "confirmed",
    "confirmed": "checked_in completed no_show cancelled",
    "checked_in": "completed no_show",
    "completed": "no_show checked_in",
    "no_show": "completed checked_in",
    "cancelled": "",
    "declined": "",
}
PAIRS = [(old, new) for old in State for new in State]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_table_says_what_the_design_says(old: State, new: State) -> None:
    assert may_become(old, new) == (new.value in ALLOWED[old.value].split())


def test_every_state_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(State)


@pytest.mark.django_db
def test_each_change_is_written_or_refused_and_places_follow() -> None:
    """All hundred pairs on rows: what is refused changes nothing, what is freed frees claims."""
    offer = make_offer(make_site(), price_cents=0)
    booking = make_booking(offer, period(12, 9, 10), person=make_person())
    for old, new in PAIRS:
        _put(booking, old)
        audits = AuditEntry.objects.count()
        if not may_become(old, new):
            with pytest.raises(WrongState):
                change_state(booking, new, by=None, now=NOW)
            booking.refresh_from_db()
            assert (booking.state, AuditEntry.objects.count()) == (old, audits)
            continue
        change_state(booking, new, by=None, now=NOW)
        claim = Claim.objects.get(booking=booking)
        assert Booking.objects.get(pk=booking.pk).state == new
        assert claim.active is (new not in FREED)
        if new not in LAPSING:
            assert claim.held_until is None
        assert AuditEntry.objects.filter(action=f"booking.{new}").exists()


def _put(booking: Booking, state: State) -> None:
    """The rows as they stand in a state."""
    until = NOW + dt.timedelta(minutes=15) if state in LAPSING else None
    Booking.objects.filter(pk=booking.pk).update(state=state, held_until=until)
    Claim.objects.filter(booking=booking).update(active=state not in FREED, held_until=until)
    booking.refresh_from_db()


def test_nobody_but_change_state_assigns_the_state_of_a_booking() -> None:
    writers = {
        (path.relative_to(CLONE).as_posix(), ast.unparse(node.targets[0]))
        for app in APPS
        for path in (CLONE / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        for target in ast.walk(node)
        if isinstance(target, ast.Attribute)
        and target.attr == "state"
        and isinstance(target.ctx, ast.Store)
    }
    of_bookings = {one for one in writers if one[1].startswith("booking")}
    assert of_bookings == {("bookings/services/change_state.py", "booking.state")}
    elsewhere = {path for path, _ in writers if path.startswith("bookings/")}
    assert elsewhere == {"bookings/services/change_state.py"}


def test_nobody_updates_the_state_of_bookings_in_bulk() -> None:
    for app in APPS:
        for path in (CLONE / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".update"):
                    names = {one.arg for one in node.keywords}
                    assert "state" not in names, f"{path}: {ast.unparse(node)}"
