"""What equipment refuses, each with its code and the sentence that people read."""

from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, Malformed, NotAllowed


def not_a_trainer() -> DomainError:
    return NotAllowed(_("Seuls les fab managers donnent ou retirent une habilitation."))


def not_for_others() -> DomainError:
    return NotAllowed(_("Vous pouvez demander une initiation pour vous. Sinon, voyez l’accueil."))


def not_your_site() -> DomainError:
    return NotAllowed(_("Cette demande est suivie par l’équipe de son site."))


def already_authorised() -> DomainError:
    return Conflict(
        _("Cette personne est déjà habilitée pour ces machines."), code="already_authorised"
    )


def already_revoked() -> DomainError:
    return Conflict(_("Cette habilitation est déjà retirée."), code="already_revoked")


def already_requested() -> DomainError:
    return Conflict(
        _("Votre demande est déjà chez nous. L’équipe vous recontacte."), code="already_requested"
    )


def already_closed() -> DomainError:
    return Conflict(_("Cette demande est déjà close."), code="already_closed")


def ends_too_soon() -> DomainError:
    return _malformed("valid_until", _("Choisissez une fin dans le futur."))


def times_missing() -> DomainError:
    return _malformed("possible_times", _("Dites-nous quand vous pouvez venir."))


def outcome_unknown() -> DomainError:
    return _malformed("outcome", _("Choisissez « faite » ou « abandonnée »."))


def _malformed(field: str, message: str) -> DomainError:
    return Malformed(message, fields={field: [message]})
