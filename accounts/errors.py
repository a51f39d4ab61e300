"""What can go wrong with files of people: each failure with its code and a sentence to show."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Conflict, Malformed, NotAllowed, NotFound, RuleRefused


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


class AlreadyMember(Conflict):
    """The person is in the organisation; whether they manage it is changed, not added again."""

    code = "already_member"

    def __init__(self) -> None:
        super().__init__(_("Cette personne fait déjà partie de l’organisation."))


class LastManager(RuleRefused):
    """The last manager may not go by the organisation's own hand: nobody would be left to act."""

    code = "last_manager"

    def __init__(self) -> None:
        super().__init__(
            _("Il faut un responsable. Nommez d’abord quelqu’un d’autre, ou demandez à l’accueil.")
        )


def not_in_organisation() -> NotFound:
    """The membership that was to be changed is gone."""
    return NotFound(_("Cette personne ne fait plus partie de l’organisation."))


def not_allowed() -> NotAllowed:
    """The plain refusal of an act on a file."""
    return NotAllowed(_("Vous n’avez pas le droit de faire cela. Demandez à la direction."))


def malformed(field: str, message: str) -> Malformed:
    """One field that cannot be kept as it was given."""
    return Malformed(message, fields={field: [message]})
