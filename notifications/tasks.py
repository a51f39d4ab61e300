"""What the clock and the nudges do with messages."""

import time

from celery import shared_task

from core import clock, held
from notifications.postman import Postman
from notifications.services.deliver import Step, deliver_next

# Well below the time after which a heartbeat is missed: it may wait behind a round and its last
# letter (mnic/heartbeat.py).
ROUND_SECONDS = 20
LONGEST_LETTER_SECONDS = 70


@shared_task(soft_time_limit=ROUND_SECONDS + LONGEST_LETTER_SECONDS)
def deliver_waiting() -> int:
    """Every ten seconds, and when nudged: deliver what is due; how many steps that took.

    A round ends when nothing is due, when the mail server's door is closed, or after 20 seconds,
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
