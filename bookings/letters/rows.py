"""The facts of a booking as a letter lists them: label and value, in the language of the moment."""

import datetime as dt

from django.utils.translation import gettext as _

from bookings.entries import place_of, things_of
from bookings.letters.told import Told
from bookings.models import Booking
from bookings.states import State
from core.dates import period_in_words
from core.money import euros
from core.translation import is_english
from spaces.models import Kind

Rows = tuple[tuple[str, str], ...]
_FILES = frozenset({Kind.PRINTER_3D, Kind.LASER, Kind.CNC})
_OWN_COMPUTER = frozenset({Kind.DESK, Kind.ROOM, Kind.SPACE})


def things(booking: Booking) -> str:
    """« Salle Opale, 6 × Tablette »."""
    return ", ".join(things_of(booking))


def when(booking: Booking) -> str:
    """« mardi 8 décembre, 14 h – 16 h », on the clock of the site."""
    return period_in_words(booking.starts_at, booking.ends_at, booking.site.zone)


def what_and_when(booking: Booking) -> Rows:
    """What every letter says."""
    return (
        (_("Quoi"), things(booking)),
        (_("Quand"), when(booking)),
        (_("Où"), place_of(booking.site)),
    )


def coming(booking: Booking, *, is_new: bool) -> Rows:
    """What who comes must know: the price, what to bring, how to come in.

    Only a new booking is sure to be unpaid: what was paid since is billing's to know.
    """
    rows = (
        (_("Prix"), _price(booking, is_due=is_new and booking.state == State.CONFIRMED)),
        (_("À apporter"), _to_bring(booking)),
        (_("Comment entrer"), booking.site.directions),
        (_("Accessibilité"), booking.site.accessibility),
    )
    return tuple((label, value) for label, value in rows if value)


def before(booking: Booking, told: Told) -> Rows:
    """When it was to be, as last told."""
    start, end = (dt.datetime.fromisoformat(end) for end in (told.starts_at, told.ends_at))
    return ((_("Avant"), period_in_words(start, end, booking.site.zone)),)


def reason(booking: Booking) -> Rows:
    """Why, in the words of whoever decided."""
    return ((_("Motif"), booking.reason),) if booking.reason else ()


def _price(booking: Booking, *, is_due: bool) -> str:
    if booking.price_cents == 0:
        return _("Gratuit")
    if is_due:
        return _("%(price)s, à payer à l’accueil") % {"price": _amount(booking)}
    return _amount(booking)


def _amount(booking: Booking) -> str:
    if is_english():
        return f"€{booking.price_cents // 100}.{booking.price_cents % 100:02d}"
    return f"{euros(booking.price_cents)}\N{NO-BREAK SPACE}€"


def _to_bring(booking: Booking) -> str:
    kinds = {item.offer.kind for item in booking.items.all()}
    if kinds & _FILES:
        return _("Votre fichier, sur une clé USB par exemple.")
    if kinds & _OWN_COMPUTER:
        return _("Votre ordinateur et son chargeur, si vous en avez un.")
    return ""
