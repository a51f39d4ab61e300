"""What the clock and the nudges do with messages."""

import time

from celery import shared_task

from core import clock, held
from notifications.postman import Postman
from notifications.services.deliver import Step, deliver_next

ROUND_SECONDS = 45


@shared_task(soft_time_limit=2 * ROUND_SECONDS)
def deliver_waiting() -> int:
    """Every ten seconds, and when nudged: deliver what is due; how many steps that took.

    A round ends when nothing is due, when the mail server's door is closed, or after 45 seconds,
    so that the other tasks have their turn: the next round goes on. A restored copy of the house
    sends nothing before it is released.
    """
    if held.is_held():
        return 0
    end, steps = time.monotonic() + ROUND_SECONDS, 0
    with Postman() as postman:
        while time.monotonic() < end:
            if deliver_next(postman, now=clock.now()) is not Step.DONE:
                break
            steps += 1
    return steps
