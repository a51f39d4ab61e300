"""What the clock does with bookings."""

from celery import shared_task

from bookings.services.expire_bookings import expire_lapsed
from core import clock


@shared_task
def expire_lapsed_holds() -> int:
    """Every minute: sweep lapsed holds and unanswered requests."""
    return expire_lapsed(now=clock.now())
