"""Work that the clock asks for: every night, open intervals for the rolling thirteen months."""

from celery import shared_task

from core import clock
from spaces.expansion import expand_everything


@shared_task
def expand_hours() -> int:
    """Expand every set of hours; returns how many rows changed."""
    return expand_everything(clock.now())
