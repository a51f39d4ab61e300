"""The states of a booking and the table of every change that is allowed between them."""

from django.db import models


class State(models.TextChoices):
    """Where a booking stands. Only EXPIRED, DECLINED and CANCELLED free its places."""

    HOLD = "hold", "gardée"
    AWAITING_APPROVAL = "awaiting_approval", "à valider"
    AWAITING_PAYMENT = "awaiting_payment", "à payer"
    CONFIRMED = "confirmed", "confirmée"
    CHECKED_IN = "checked_in", "arrivée"
    COMPLETED = "completed", "terminée"
    NO_SHOW = "no_show", "absent"
    CANCELLED = "cancelled", "annulée"
    DECLINED = "declined", "refusée"
    EXPIRED = "expired", "expirée"


FREED = frozenset({State.EXPIRED, State.DECLINED, State.CANCELLED})
LAPSING = frozenset({State.HOLD, State.AWAITING_PAYMENT})
UPCOMING = frozenset({State.HOLD, State.AWAITING_APPROVAL, State.AWAITING_PAYMENT, State.CONFIRMED})


class Standing(models.TextChoices):
    """What a calendar says of an event (RFC 5545, STATUS)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.HOLD: frozenset(
        {
            State.AWAITING_APPROVAL,
            State.AWAITING_PAYMENT,
            State.CONFIRMED,
            State.EXPIRED,
            State.CANCELLED,
        }
    ),
    State.AWAITING_APPROVAL: frozenset(
        {
            State.AWAITING_PAYMENT,
            State.CONFIRMED,
            State.DECLINED,
            State.CANCELLED,
            State.EXPIRED,
        }
    ),
    State.AWAITING_PAYMENT: frozenset({State.CONFIRMED, State.EXPIRED, State.CANCELLED}),
    State.EXPIRED: frozenset({State.CONFIRMED}),
    State.CONFIRMED: frozenset({State.CHECKED_IN, State.COMPLETED, State.NO_SHOW, State.CANCELLED}),
    State.CHECKED_IN: frozenset({State.COMPLETED, State.NO_SHOW}),
    State.COMPLETED: frozenset({State.NO_SHOW, State.CHECKED_IN}),
    State.NO_SHOW: frozenset({State.COMPLETED, State.CHECKED_IN}),
    State.CANCELLED: frozenset(),
    State.DECLINED: frozenset(),
}


def may_become(state: str, target: State) -> bool:
    """Whether the table lets a booking go from `state` to `target`."""
    return target in TRANSITIONS[State(state)]


def standing(state: str) -> Standing:
    """What a calendar says of a booking in this state."""
    if state in FREED:
        return Standing.CANCELLED
    if state in (State.HOLD, State.AWAITING_APPROVAL, State.AWAITING_PAYMENT):
        return Standing.TENTATIVE
    return Standing.CONFIRMED
