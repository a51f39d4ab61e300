"""The sentences of each letter: at most fifteen words, a fact, then what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from bookings.entries import link_to
from bookings.letters.content import Act
from bookings.letters.kinds import Kind
from bookings.letters.rows import things, when
from bookings.models import Booking
from core.dates import time_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What differs from letter to letter: `subject` begins the line that says what and when."""

    subject: str
    title: str
    sentences: tuple[str, ...]
    act: Act


def words_for(kind: Kind, booking: Booking, *, by: str) -> Words:
    """The words of a letter; `by` says whose act it was: `self`, `team`, or nobody's."""
    return _WORDS[kind](booking, by)


def _confirmed(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("Réservé"), booking),
        title=_("C’est réservé"),
        sentences=(_("Votre place est réservée."),),
        act=_see(booking),
    )


def _awaiting(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("À valider"), booking),
        title=_("Nous avons votre demande"),
        sentences=(
            _("L’équipe la regarde. La place est gardée pour vous d’ici là."),
            _("Nous vous écrivons dès que c’est décidé."),
        ),
        act=_see(booking),
    )


def _approved(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("Accepté"), booking),
        title=_("L’équipe a dit oui"),
        sentences=(_("Votre demande est acceptée. La place est à vous."),),
        act=_see(booking),
    )


def _declined(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("Refusé"), booking),
        title=_("L’équipe n’a pas pu accepter"),
        sentences=(
            _("Nous ne pouvons pas vous recevoir à cette heure-là."),
            _("Choisissez une autre heure, ou appelez-nous."),
        ),
        act=_choose_again(),
    )


def _moved(booking: Booking, by: str) -> Words:
    who = (_("L’équipe l’a modifiée."),) if by == "team" else ()
    return Words(
        subject=_subject(_("Changé"), booking),
        title=_("Votre réservation a changé"),
        sentences=(*who, _("Cela ne vous va pas ? Changez-la, ou appelez-nous.")),
        act=_see(booking),
    )


def _cancelled(booking: Booking, by: str) -> Words:
    who = {
        "self": _("Vous l’avez annulée. La place est libre pour d’autres."),
        "team": _("L’équipe l’a annulée."),
    }
    return Words(
        subject=_subject(_("Annulé"), booking),
        title=_("Votre réservation est annulée"),
        sentences=(
            who.get(by, _("Elle n’a plus lieu.")),
            _("Pour une autre heure, réservez à nouveau."),
        ),
        act=_choose_again(),
    )


def _expired(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("Plus gardé"), booking),
        title=_("La place n’est plus gardée"),
        sentences=(
            _("Vous n’avez pas confirmé à temps : rien n’est réservé."),
            _("Vous en avez encore besoin ? Choisissez à nouveau."),
        ),
        act=_choose_again(),
    )


def _unanswered(booking: Booking, by: str) -> Words:
    return Words(
        subject=_subject(_("Sans réponse"), booking),
        title=_("Votre demande n’a pas eu de réponse"),
        sentences=(
            _("Nous n’avons pas répondu à temps, pardon. Rien n’est réservé."),
            _("Appelez-nous : on cherche une autre heure ensemble."),
        ),
        act=_choose_again(),
    )


def _reminder(booking: Booking, by: str) -> Words:
    start = time_in_words(booking.starts_at, booking.site.zone)
    return Words(
        subject=_("Demain, %(time)s : %(what)s") % {"time": start, "what": things(booking)},
        title=_("C’est demain"),
        sentences=(
            _("Nous vous attendons demain."),
            _("Un empêchement ? Annulez, ou appelez-nous : la place servira."),
        ),
        act=_see(booking),
    )


_WORDS: dict[Kind, Callable[[Booking, str], Words]] = {
    Kind.CONFIRMED: _confirmed,
    Kind.AWAITING: _awaiting,
    Kind.APPROVED: _approved,
    Kind.DECLINED: _declined,
    Kind.MOVED: _moved,
    Kind.CANCELLED: _cancelled,
    Kind.EXPIRED: _expired,
    Kind.UNANSWERED: _unanswered,
    Kind.REMINDER: _reminder,
}


def _subject(verb: str, booking: Booking) -> str:
    return _("%(verb)s : %(what)s, %(when)s") % {
        "verb": verb,
        "what": things(booking),
        "when": when(booking),
    }


def _see(booking: Booking) -> Act:
    return Act(_("Voir ou changer ma réservation"), link_to(booking))


def _choose_again() -> Act:
    return Act(_("Choisir une autre heure"), f"{settings.PUBLIC_URL}/reserver")
