"""From a body to what the booking services are handed; who and for whom are looked up here."""

from typing import Any

from rest_framework.request import Request

from accounts.models import Person
from accounts.selectors import organisations_visible_to, people_visible_to
from api.auth import viewer_of
from api.errors import not_found
from api.finding import get_visible
from api.serializers.periods import period_of
from bookings.models import Channel
from bookings.request import BookingRequest, ItemRequest


def booking_request(
    given: dict[str, Any], request: Request, *, holder_key: str = ""
) -> BookingRequest:
    """The request of the caller. Raises NotFound for people and organisations they may not see."""
    viewer = viewer_of(request)
    person = _whom(given, viewer)
    organisation = given.get("organisation")
    return BookingRequest(
        period=period_of(given),
        items=tuple(
            ItemRequest(item["offer"], item["quantity"], item.get("resource"))
            for item in given["items"]
        ),
        purpose=given.get("purpose", ""),
        party_size=given["party_size"],
        person=person,
        organisation=organisation and get_visible(organisations_visible_to(viewer), organisation),
        channel=given.get("channel") or _channel(viewer, person),
        holder_key=holder_key,
    )


def _whom(given: dict[str, Any], viewer: Person | None) -> Person | None:
    wanted = given.get("for_person")
    if wanted is None or (viewer is not None and viewer.pk == wanted):
        return viewer
    if viewer is None:
        raise not_found()
    return get_visible(people_visible_to(viewer), wanted)


def _channel(viewer: Person | None, person: Person | None) -> Channel:
    return Channel.ONLINE if viewer == person else Channel.DESK
