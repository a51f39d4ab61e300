"""{% held_place %}: until when the place that a visitor chose is kept, while they sign in or up."""

from typing import Any

from django import template

from bookings.holder import SESSION_NAME, holder_key_of
from bookings.models import Booking
from bookings.selectors.holds import find_hold
from core import clock
from core.dates import period_in_words, time_in_words

register = template.Library()


@register.inclusion_tag("pages/held.html", takes_context=True)
def held_place(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing for who keeps nothing, or whose time is over."""
    secret = context["request"].session.get(SESSION_NAME)
    hold = find_hold(holder_key_of(secret), now=clock.now())
    return {"hold": hold} | (_in_words(hold) if hold else {})


def _in_words(hold: Booking) -> dict[str, str]:
    zone = hold.site.zone
    return {
        "what": ", ".join(item.offer.name for item in hold.items.all()),
        "when": period_in_words(hold.starts_at, hold.ends_at, zone),
        "until": time_in_words(hold.held_until, zone) if hold.held_until else "",
    }
