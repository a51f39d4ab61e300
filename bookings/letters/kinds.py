"""The letters about bookings, and which change of state owes which."""

from enum import StrEnum

from bookings.states import State


class Kind(StrEnum):
    """What a letter is about; the name is kept with the message."""

    CONFIRMED = "booking.confirmed"
    AWAITING = "booking.awaiting"
    APPROVED = "booking.approved"
    DECLINED = "booking.declined"
    MOVED = "booking.moved"
    CANCELLED = "booking.cancelled"
    EXPIRED = "booking.expired"
    UNANSWERED = "booking.unanswered"
    REMINDER = "booking.reminder"


_ON_ARRIVAL = {State.CONFIRMED: Kind.CONFIRMED, State.AWAITING_APPROVAL: Kind.AWAITING}
_AFTER: dict[State | None, dict[State, Kind]] = {
    None: _ON_ARRIVAL,
    State.HOLD: {**_ON_ARRIVAL, State.EXPIRED: Kind.EXPIRED},
    State.AWAITING_APPROVAL: {
        State.CONFIRMED: Kind.APPROVED,
        State.DECLINED: Kind.DECLINED,
        State.CANCELLED: Kind.CANCELLED,
        State.EXPIRED: Kind.UNANSWERED,
    },
    State.AWAITING_PAYMENT: {State.CONFIRMED: Kind.CONFIRMED, State.CANCELLED: Kind.CANCELLED},
    State.EXPIRED: {State.CONFIRMED: Kind.CONFIRMED},
    State.CONFIRMED: {State.CANCELLED: Kind.CANCELLED},
}


def kind_after(old: str | None, new: str) -> Kind | None:
    """The letter that a change owes; None for what is said otherwise, or by nobody.

    A hold that somebody gives back themselves needs no letter; the same state twice is a move.
    """
    if old == new:
        return Kind.MOVED
    return _AFTER.get(State(old) if old else None, {}).get(State(new))
