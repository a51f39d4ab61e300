"""What can go wrong with files of people: each failure with its code and a sentence to show."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Conflict, Malformed, NotAllowed


class LooksLike(Conflict):
    """The new file may be of somebody the house already knows; details.people says whom and why."""

    code = "looks_like"

    def __init__(self, people: list[dict[str, Any]]) -> None:
        super().__init__(
            _("Cette personne est peut-être déjà connue. Regardez la liste avant de créer."),
            details={"people": people},
        )


class EmailTaken(Conflict):
    """Another file has this e-mail address."""

    code = "email_taken"

    def __init__(self, people: list[dict[str, Any]]) -> None:
        super().__init__(
            _("Cette adresse e-mail est déjà dans une autre fiche. Ouvrez cette fiche."),
            details={"people": people},
        )


class EmailBelongsToPerson(NotAllowed):
    """Somebody has proved that the address is theirs: only they may change it."""

    code = "email_verified"

    def __init__(self) -> None:
        super().__init__(
            _("Cette adresse e-mail a été confirmée : la personne la change depuis son compte.")
        )


def not_allowed() -> NotAllowed:
    """The plain refusal of an act on a file."""
    return NotAllowed(_("Vous n’avez pas le droit de faire cela. Demandez à la direction."))


def malformed(field: str, message: str) -> Malformed:
    """One field that cannot be kept as it was given."""
    return Malformed(message, fields={field: [message]})
