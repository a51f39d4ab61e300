"""The demo house: whole, plausible, the same for a given day, and quick to make."""

import datetime as dt
import json
import stat
import time
from collections import Counter
from pathlib import Path

import pytest

from billing.models import Order
from bookings.models import Booking
from bookings.states import State
from mnic.demo.furnish import furnish, write_accounts
from spaces.models import Resource, Site

NOW = dt.datetime(2026, 11, 24, 9, 10, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_the_house_is_whole_and_made_in_time() -> None:
    began, busy = time.monotonic(), time.process_time()
    accounts, count = furnish(now=NOW)
    took, cost = time.monotonic() - began, time.process_time() - busy
    print(f"{count} bookings in {took:.1f} s, {cost:.1f} s of CPU")
    # Of CPU, because other tests run at the same time; alone it takes about as long again.
    assert cost < 25
    assert count >= 1500
    assert Site.objects.count() == 3
    assert Resource.objects.filter(kind="desk").count() == 24
    assert Resource.objects.filter(kind="printer_3d").count() == 7
    roles = {account.role for account in accounts}
    assert roles == {"member", "host", "fab_manager", "accountant", "director", "admin"}
    states = Counter(Booking.objects.values_list("state", flat=True))
    assert states[State.CONFIRMED] > 1000
    assert states[State.CANCELLED] > 20
    assert states[State.AWAITING_APPROVAL] > 0
    assert Booking.objects.filter(starts_at__gt=NOW).count() > 400
    assert Booking.objects.filter(ends_at__lt=NOW).count() > 400
    assert Order.objects.filter(state="due").exists()
    assert Order.objects.filter(state="settled").exists()


def test_accounts_are_written_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "demo-accounts.json"
    write_accounts([], path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == []
