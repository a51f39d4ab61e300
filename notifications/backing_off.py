"""How long a message waits after a failed try; pure."""

import datetime as dt

from notifications.errors import NotDelivered, Refused, Unreachable

# A closed door is tried again so soon that whatever waited leaves within a minute of its opening.
CLOSED_DOOR = dt.timedelta(seconds=15)
# Two days, as long as other mail servers keep trying; a grey list opens within minutes.
PATIENT = tuple(dt.timedelta(seconds=n) for n in (10, 60, 300, 900)) + tuple(
    dt.timedelta(hours=n) for n in (1, 2, 4, 8, 12, 24)
)
# In case it was a mishap: a full disk over there, a deployment over here.
SHORT = (dt.timedelta(seconds=10), dt.timedelta(minutes=1))


def pause_after(failure: NotDelivered, *, attempts: int) -> dt.timedelta | None:
    """The pause after the `attempts`th failed try; None: give it up and tell a human."""
    if isinstance(failure, Unreachable):
        return CLOSED_DOOR
    pauses = SHORT if isinstance(failure, Refused) else PATIENT
    return pauses[attempts - 1] if attempts <= len(pauses) else None
