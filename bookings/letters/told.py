"""What somebody was told last of their booking: letters speak of what has changed since."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from bookings.models import Booking
from notifications.models import Message
from notifications.states import State

_REACHED = (State.SENT, State.NO_ADDRESS, State.TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a letter says that can change: when, which things by name, for how much."""

    starts_at: str
    ends_at: str
    places: tuple[str, ...]
    price_cents: int
    calendar: bool

    def is_as(self, other: "Told") -> bool:
        return self._said() == other._said()

    def is_at_time_of(self, other: "Told") -> bool:
        return (self.starts_at, self.ends_at) == (other.starts_at, other.ends_at)

    def _said(self) -> tuple[Any, ...]:
        return self.starts_at, self.ends_at, self.places, self.price_cents


def to_tell(booking: Booking, *, calendar: bool) -> Told:
    """What a letter made now says; `calendar`: it puts the booking into a calendar."""
    places = {c.resource_id for item in booking.items.all() for c in item.claims.all() if c.pinned}
    return Told(
        starts_at=booking.starts_at.isoformat(),
        ends_at=booking.ends_at.isoformat(),
        places=tuple(sorted(str(place) for place in places)),
        price_cents=booking.price_cents,
        calendar=calendar,
    )


def note(message: Message, told: Told) -> None:
    """Keep with the message what it says; it is saved with its text."""
    message.facts = {**message.facts, "told": asdict(told)}


def last_told(booking_id: uuid.UUID) -> Told | None:
    """What the last letter said that reached its person; None when none has."""
    reached = Message.objects.filter(
        about_id=booking_id, state__in=_REACHED, facts__has_key="told"
    ).order_by("-prepared_at", "-pk")
    facts = reached.values_list("facts", flat=True).first()
    if facts is None:
        return None
    said = facts["told"]
    return Told(**{**said, "places": tuple(said["places"])})


def is_in_calendar(booking_id: uuid.UUID) -> bool:
    """Whether any letter has put the booking into a calendar."""
    return Message.objects.filter(
        about_id=booking_id, state__in=_REACHED, facts__told__calendar=True
    ).exists()
