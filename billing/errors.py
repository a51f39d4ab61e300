"""What billing refuses, each with its code and the sentence that people read."""

from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, Malformed, NotAllowed


def not_at_this_till() -> DomainError:
    return NotAllowed(_("Seule l’équipe du site peut encaisser cette commande."))


def not_due(state: str) -> DomainError:
    return Conflict(
        _("Cette commande n’est plus à régler. Rechargez la page."),
        code="order_not_due",
        details={"state": state},
    )


def note_missing() -> DomainError:
    message = _("Dites comment la commande a été réglée.")
    return Malformed(message, fields={"note": [message]})
