"""What somebody asks for: the values every booking service is handed."""

import uuid
from dataclasses import dataclass

from accounts.models import Organisation, Person
from bookings.models import Channel
from core.period import Period


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """`quantity` units of one offer, or the one resource of it that was chosen by name.

    `places` are resources that must be among the units: the team has put the booking there.
    """

    offer_id: uuid.UUID
    quantity: int = 1
    resource_id: uuid.UUID | None = None
    places: tuple[uuid.UUID, ...] = ()

    @property
    def fixed(self) -> tuple[uuid.UUID, ...]:
        """The resources for which no other will do."""
        return self.places if self.resource_id is None else (self.resource_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRequest:
    """One booking as it is asked for; `person` is whom it is for, None for a visitor's hold.

    `moving` is a booking that is taken to another time: its own claims are in nobody's way.
    """

    period: Period
    items: tuple[ItemRequest, ...]
    person: Person | None
    organisation: Organisation | None = None
    purpose: str = ""
    party_size: int = 1
    channel: str = Channel.ONLINE
    holder_key: str = ""
    moving: uuid.UUID | None = None

    @property
    def offer_ids(self) -> list[uuid.UUID]:
        return [item.offer_id for item in self.items]

    def asks_as_staff(self, by: Person | None) -> bool:
        """In somebody else's name, or at the desk: what only staff of the site may ask."""
        for_another = self.person is not None and self.person != by
        return for_another or self.channel != Channel.ONLINE

    @property
    def audience_id(self) -> uuid.UUID | None:
        """The organisation's audience where it books, else the person's."""
        if self.organisation is not None and self.organisation.audience_id:
            return self.organisation.audience_id
        return self.person.audience_id if self.person else None
