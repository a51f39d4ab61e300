"""What several refusals say alike: a length of time, and whom to call."""

from django.utils.translation import gettext as _

from bookings.facts import OfferFacts


def call(facts: OfferFacts, promise: str) -> str:
    """« appelez le 03…, on essaie. », or the desk where the site has no telephone."""
    if not facts.telephone:
        return _("demandez à l’accueil, %(promise)s.") % {"promise": promise}
    words = {"telephone": facts.telephone, "promise": promise}
    return _("appelez le %(telephone)s, %(promise)s.") % words


def length_of(minutes: int) -> str:
    """A length as people say it: 45 min, 2 h, 2 h 30, 3 jours."""
    if minutes >= 1440 and minutes % 1440 == 0:
        return _("%(days)s jour(s)") % {"days": minutes // 1440}
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
