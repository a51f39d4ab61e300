"""How bookings fail, beyond the rules: the place is gone, the hold lapsed, the state forbids."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.errors import Conflict, NotAllowed

if TYPE_CHECKING:
    from bookings.request import BookingRequest


class PlaceTaken(Conflict):
    """Somebody else has the place; carries what was asked so that alternatives can be found."""

    code = "place_taken"

    def __init__(self, request: "BookingRequest", now: dt.datetime) -> None:
        super().__init__(_("La place vient d’être prise. Voici ce qui est libre."))
        self.request = request
        self.now = now


class HoldLapsed(Conflict):
    """The place was kept for a while, and that while is over."""

    code = "hold_lapsed"

    def __init__(self) -> None:
        super().__init__(_("La place n’est plus gardée pour vous. Choisissez à nouveau."))


class WrongState(Conflict):
    """The booking is not in a state that allows the act."""

    code = "wrong_state"

    def __init__(self, state: str, target: str) -> None:
        super().__init__(
            _("Cette réservation a changé entre-temps. Rechargez la page."),
            details={"state": state, "target": target},
        )


class NotItsPlace(Conflict):
    """The booking is not, or no longer, on the resource that it is to leave."""

    code = "not_its_place"

    def __init__(self) -> None:
        super().__init__(_("Cette réservation a changé entre-temps. Rechargez la page."))


class NotYours(NotAllowed):
    """The person sees the booking and may not do this with it."""

    code = "not_allowed"

    def __init__(self) -> None:
        super().__init__(_("Vous ne pouvez pas faire cela. Demandez à l’accueil."))
