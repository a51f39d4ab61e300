"""Which sites a report is about, for whoever asks."""

import uuid

from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import NotAllowed, NotFound
from reports.permissions import can_see_reports, reported_sites
from spaces.models import Site
from spaces.selectors import sites_visible_to


def sites_to_report(person: Person | None, site_id: uuid.UUID | None) -> list[Site]:
    """The site asked about, or without one all of which the person may read reports.

    Raises NotFound for a site that they may not see at all, NotAllowed for one where they do not
    work and for whoever works nowhere.
    """
    if site_id is None:
        sites = list(reported_sites(person))
        if not sites:
            raise NotAllowed(_("Ces chiffres sont pour l’équipe du lieu."))
        return sites
    site = sites_visible_to(person).filter(pk=site_id).first()
    if site is None:
        raise NotFound(_("Ce lieu n’existe pas ou plus."))
    if not can_see_reports(person, site):
        raise NotAllowed(_("Ces chiffres sont pour l’équipe du lieu."))
    return [site]
