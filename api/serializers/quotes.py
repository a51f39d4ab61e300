"""A quote as the screen shows it, the words on its button included."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from api.serializers.bookings import alternative_json, snapshot_lines
from api.serializers.money import money
from bookings.services.quote_booking import Offered
from memberships.pricing import snapshot


def quote_json(offered: Offered) -> dict[str, Any]:
    quote = offered.quote
    return {
        "total": money(quote.total_cents, quote.currency),
        "lines": snapshot_lines(snapshot(quote), quote.currency),
        "vat": [
            {"rate": str(rate), "amount": money(cents, quote.currency)} for rate, cents in quote.vat
        ],
        "available": offered.available,
        "refusals": [
            {"code": refusal.code, "message": refusal.message, "details": refusal.details}
            for refusal in offered.refusals
        ],
        "alternatives": [alternative_json(other) for other in offered.alternatives],
        "needs_approval": offered.needs_approval,
        "button": button_words(quote.total_cents, needs_approval=offered.needs_approval),
    }


def button_words(cents: int, *, needs_approval: bool) -> str:
    """Verb, thing and price (code de la consommation, L221-14: the duty to pay is said)."""
    if cents:
        return _("Commande avec obligation de paiement – %(price)s €") % {
            "price": number_format(Decimal(cents) / 100, decimal_pos=2)
        }
    return _("Demander cette réservation") if needs_approval else _("Réserver")
