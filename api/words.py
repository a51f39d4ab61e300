"""Words that the API adds to what staff wrote: kinds with their drawings, rules in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spaces.models import Kind, Policy

# What people look for, in the order of the first screen, with the drawing beside it.
KINDS = {
    Kind.DESK: (gettext_lazy("Un bureau"), "desk"),
    Kind.ROOM: (gettext_lazy("Une salle de réunion"), "room"),
    Kind.PRINTER_3D: (gettext_lazy("Une imprimante 3D"), "printer"),
    Kind.LASER: (gettext_lazy("Une découpeuse laser"), "laser"),
    Kind.CNC: (gettext_lazy("Une fraiseuse numérique"), "cnc"),
    Kind.WORKSTATION: (gettext_lazy("Un poste de travail"), "workstation"),
    Kind.VR_KIT: (gettext_lazy("Un casque de réalité virtuelle"), "headset"),
    Kind.TABLET: (gettext_lazy("Une tablette"), "tablet"),
    Kind.LAPTOP: (gettext_lazy("Un ordinateur portable"), "laptop"),
    Kind.SPACE: (gettext_lazy("Un espace entier"), "workshop"),
}


def length(minutes: int) -> str:
    """A length in the largest unit that says it exactly: 45 min, 2 h, 3 jours."""
    if minutes % 1440 == 0 and minutes:
        days = minutes // 1440
        return ngettext("%(count)s jour", "%(count)s jours", days) % {"count": days}
    if minutes % 60 == 0 and minutes:
        return _("%(count)s h") % {"count": minutes // 60}
    if minutes > 60:
        return _("%(hours)s h %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}
    return _("%(count)s min") % {"count": minutes}


def rules_text(policy: Policy) -> str:
    """What a policy asks, in short sentences."""
    lengths = {"least": length(policy.min_minutes), "most": length(policy.max_minutes)}
    sentences = [_("De %(least)s à %(most)s.") % lengths]
    if policy.notice_minutes:
        notice = {"length": length(policy.notice_minutes)}
        sentences.append(_("À réserver au moins %(length)s avant.") % notice)
    if policy.change_notice_minutes:
        notice = {"length": length(policy.change_notice_minutes)}
        sentences.append(_("À déplacer ou annuler au plus tard %(length)s avant.") % notice)
    if policy.needs_approval:
        sentences.append(_("L’équipe valide chaque demande."))
    return " ".join(sentences)
