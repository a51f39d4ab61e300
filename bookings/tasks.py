"""What the clock does with bookings."""

from celery import shared_task

from bookings.services.expire_bookings import expire_lapsed
from bookings.services.remind import remind
from core import clock


@shared_task
def expire_lapsed_holds() -> int:
    """Every minute: sweep lapsed holds and unanswered requests."""
    return expire_lapsed(now=clock.now())


@shared_task
def remind_of_tomorrow() -> int:
    """Every quarter of an hour; nothing happens outside the hours at which the house reminds."""
    return remind(now=clock.now())
