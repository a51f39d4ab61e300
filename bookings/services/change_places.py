"""Put a booking onto other resources of its own offers: by name, or where the team wants it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bookings.errors import NotItsPlace
from bookings.models import BookingItem, Claim
from bookings.request import BookingRequest, ItemRequest

Places = Mapping[uuid.UUID, uuid.UUID]
SAME_PLACES: Places = {}


def with_places(
    request: BookingRequest, claims: Sequence[Claim], places: Places, *, by_name: bool
) -> BookingRequest:
    """What the booking asks for once each resource of `places` (from → to) is another.

    What was chosen by name stays so. Else the team's choice (`by_name` false) is only where it
    sits; its person's own choice is one by name, which the offer's rules may refuse. The claims
    are the booking's, in any order. Raises Conflict("not_its_place") for a resource it has not.
    """
    if not places.keys() <= {claim.resource_id for claim in claims}:
        raise NotItsPlace
    own: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    for claim in claims:
        own.setdefault(claim.item_id, []).append(claim.resource_id)
    # Items and what they ask for are both in order of the items' ids.
    pairs = zip(request.items, sorted(own, key=str), strict=True)
    items = tuple(_elsewhere(item, own[key], places, by_name=by_name) for item, key in pairs)
    return replace(request, items=items)


def keep_names(items: Iterable[BookingItem], request: BookingRequest) -> None:
    """Write which resources have been chosen by name since, and that they are promised."""
    for item, asked in zip(items, request.items, strict=True):
        if item.resource_id != asked.resource_id:
            item.resource_id = asked.resource_id
            item.save(update_fields=["resource"])
            Claim.objects.filter(item=item).update(pinned=True)


def _elsewhere(
    item: ItemRequest, own: Sequence[uuid.UUID], places: Places, *, by_name: bool
) -> ItemRequest:
    wanted = tuple(places[one] for one in own if one in places)
    if not wanted:
        return item
    if item.resource_id or by_name:
        return replace(item, resource_id=wanted[0])
    return replace(item, places=wanted)
