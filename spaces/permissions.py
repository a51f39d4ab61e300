"""Who sees which site and offer, and who sets up the house; each predicate has a queryset twin."""

import uuid

from django.db.models import Q, QuerySet

from accounts.models import Person, Role
from accounts.permissions import has_house_role, has_role, is_staff
from spaces.models import Offer, Site


def can_see_site(person: Person | None, site: Site) -> bool:
    return site.is_active or is_staff(person)


def visible_sites(person: Person | None) -> QuerySet[Site]:
    """The twin of `can_see_site`."""
    return Site.objects.all() if is_staff(person) else Site.objects.filter(is_active=True)


def can_see_offer(person: Person | None, offer: Offer) -> bool:
    return (offer.is_public and offer.site.is_active) or is_staff(person)


def visible_offers(person: Person | None) -> QuerySet[Offer]:
    """The twin of `can_see_offer`."""
    seen = Q() if is_staff(person) else Q(is_public=True, site__is_active=True)
    return Offer.objects.filter(seen)


def can_set_up(person: Person | None) -> bool:
    """Whether the person configures the house: offers, resources, policies, people, hours."""
    return has_house_role(person, (Role.DIRECTOR, Role.ADMIN))


def can_change_opening(person: Person | None, site_id: uuid.UUID) -> bool:
    """Whether the person may change when a site is open, or shut it."""
    return has_role(person, (Role.DIRECTOR, Role.ADMIN), site_id=site_id)
