"""What the model house answers to each act, before it happens.

An actor is a name: a member, "host" (staff of the site), "elsewhere" (staff of another site), or a
visitor, who is known by the key of a session and starts with "visitor".
"""

from tests.bookings.model_house import Answer, Item, ModelBlock, ModelBooking, ModelHouse

STAFF = {"host", "elsewhere"}


def is_visitor(actor: str) -> bool:
    return actor.startswith("visitor")


def owns(actor: str, booking: ModelBooking) -> bool:
    return actor == (booking.person or booking.holder)


def refused_at_the_door(actor: str, booking: ModelBooking) -> Answer | None:
    """Strangers find nothing; other staff see it and may not change it."""
    if owns(actor, booking) or actor == "host":
        return None
    return "not_allowed" if actor in STAFF else "not_found"


def to_create(
    house: ModelHouse, items: tuple[Item, ...], start: int, end: int, *, actor: str, person: str
) -> Answer:
    if is_visitor(actor):
        return "not_signed_in"
    if actor not in (person, "host"):
        return "not_allowed"
    return to_seat(house, items, start, end, waive=actor != person)


def to_seat(
    house: ModelHouse,
    items: tuple[Item, ...],
    start: int,
    end: int,
    *,
    waive: bool,
    but: ModelBooking | None = None,
) -> Answer:
    """The rules, then the seats. `but` is a booking whose own seats do not count."""
    refused = house.refusals(items, start, end, waive)
    if refused:
        return frozenset(refused)
    return "ok" if house.can_seat(items, start, end, but) else "place_taken"


def to_confirm(house: ModelHouse, booking: ModelBooking, *, actor: str) -> Answer:
    if is_visitor(actor):
        return "not_signed_in"
    closed = refused_at_the_door(actor, booking)
    if closed:
        return closed
    if booking.person is None and not owns(actor, booking):
        return "not_allowed"  # a visitor's hold is for whoever has its key, not for the desk
    if booking.state == "expired" or (booking.state == "hold" and booking.lapsed(house.now)):
        return "hold_lapsed"
    if booking.state != "hold":
        return "wrong_state"
    waive = actor == "host" and booking.person is not None
    refused = house.refusals(booking.items, booking.start, booking.end, waive)
    return frozenset(refused) if refused else "ok"


def to_extend(house: ModelHouse, booking: ModelBooking, *, actor: str) -> Answer:
    closed = refused_at_the_door(actor, booking)
    if closed:
        return closed
    if booking.state != "hold" or booking.lapsed(house.now):
        return "hold_lapsed"
    return "already_extended" if booking.extended else "ok"


def to_move(
    house: ModelHouse, booking: ModelBooking, start: int, end: int, *, actor: str
) -> Answer:
    closed = refused_at_the_door(actor, booking)
    if closed:
        return closed
    if not house.is_ahead(booking) or booking.state == "hold":
        return "wrong_state"
    if actor != "host" and house.is_late(booking):
        return frozenset({"too_late_to_change"})
    refused = house.refusals(booking.items, start, end, actor == "host")
    approved = booking.state == "confirmed" and actor != "host"
    if not refused and approved and house.first_state(booking.items, False) != "confirmed":
        return frozenset({"needs_approval"})
    return to_seat(house, booking.items, start, end, waive=actor == "host", but=booking)


def to_cancel(house: ModelHouse, booking: ModelBooking, *, actor: str) -> Answer:
    closed = refused_at_the_door(actor, booking)
    if closed:
        return closed
    if not house.is_ahead(booking):
        return "wrong_state"
    late = booking.state != "hold" and actor != "host" and house.is_late(booking)
    return frozenset({"too_late_to_change"}) if late else "ok"


def to_decide(house: ModelHouse, booking: ModelBooking, *, actor: str) -> Answer:
    if is_visitor(actor) or (actor not in STAFF and not owns(actor, booking)):
        return "not_found"
    if actor != "host":
        return "not_allowed"
    waits = booking.state == "awaiting_approval" and booking.start > house.now
    return "ok" if waits else "wrong_state"


def to_block(
    house: ModelHouse, resources: tuple[str, ...], start: int, end: int, *, actor: str
) -> Answer:
    if actor != "host":
        return "not_allowed"
    if end <= house.now:
        return "malformed"
    taken = any(house.taken(one, start, end) for one in resources)
    return "place_taken" if taken else "ok"


def to_lift(block: ModelBlock, *, actor: str) -> Answer:
    if actor not in STAFF:
        return "not_found"
    if actor != "host":
        return "not_allowed"
    return "ok" if block.stands else "wrong_state"
