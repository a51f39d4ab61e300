"""Let go of what was only kept for a while: holds that lapsed, approvals that never came."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from bookings.models import Booking
from bookings.services.change_state import change_state
from bookings.states import FREED, LAPSING, State
from core import locks

BATCH = 200


def lapsed_bookings(*, now: dt.datetime) -> "QuerySet[Booking]":
    """Bookings whose hold is over, or whose start has come without an approval."""
    return Booking.objects.filter(
        Q(state__in=LAPSING, held_until__lte=now)
        | Q(state=State.AWAITING_APPROVAL, starts_at__lte=now)
    )


@transaction.atomic
def expire_lapsed(*, now: dt.datetime) -> int:
    """Expire up to 200 lapsed bookings that nobody else has locked; how many they were.

    A sweep, not a judge: availability and booking count a lapsed hold as free before it runs.
    """
    lapsed = lapsed_bookings(now=now).select_related("person").order_by("pk")
    rows = lapsed.select_for_update(no_key=True, skip_locked=True, of=("self",))
    expired = [change_state(row, State.EXPIRED, by=None, now=now) for row in rows[:BATCH]]
    return len(expired)


def expire_in_the_way(booking_ids: Iterable[uuid.UUID], *, now: dt.datetime) -> bool:
    """Under the lock of their resources: expire these holds; False if one was saved meanwhile."""
    rows = locks.lock(Booking.objects.filter(pk__in=set(booking_ids)).select_related("person"))
    for row in rows:
        if State(row.state) in FREED:
            continue  # a sweep or a cancellation was faster, and has freed its places too
        if row.held_until is None or row.held_until > now:
            return False
        change_state(row, State.EXPIRED, by=None, now=now)
    return True
