"""Who reads the reports: staff, each about the sites where they work, the house's about all."""

from django.db.models import QuerySet

from accounts.models import Person
from accounts.permissions import STAFF, has_role, staffed_sites
from spaces.models import Site


def can_see_reports(person: Person | None, site: Site) -> bool:
    """Whether the person works at the site, or for the whole house."""
    return has_role(person, STAFF, site_id=site.pk)


def reported_sites(person: Person | None) -> "QuerySet[Site]":
    """The twin of can_see_reports: the sites of which the person may read reports."""
    sites = staffed_sites(person, STAFF)
    return Site.objects.all() if sites is None else Site.objects.filter(pk__in=sites)
