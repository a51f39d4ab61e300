"""What people are authorised for, and what is shown about it."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from accounts.models import Person
from equipment import permissions
from equipment.models import Authorisation, Category, InitiationRequest


def authorised_categories(person: Person, at: dt.datetime) -> dict[uuid.UUID, dt.datetime | None]:
    """What the person may use alone at that moment: category to end of validity (None: no end)."""
    return dict(
        Authorisation.objects.filter(person=person, revoked_at__isnull=True, given_at__lte=at)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at))
        .values_list("category_id", "valid_until")
    )


def find_standing(person: Person, category: Category) -> Authorisation | None:
    """The one authorisation that was not withdrawn, past its end or not."""
    return Authorisation.objects.filter(
        person=person, category=category, revoked_at__isnull=True
    ).first()


def authorisations_visible_to(viewer: Person | None) -> QuerySet[Authorisation]:
    """The authorisations that the viewer may see, with the people and categories shown."""
    return permissions.authorisations_visible_to(viewer).select_related(
        "person", "category", "given_by"
    )


def requests_visible_to(viewer: Person | None) -> QuerySet[InitiationRequest]:
    """The initiation requests that the viewer may see, oldest first, with who and what."""
    return permissions.requests_visible_to(viewer).select_related("person", "category", "site")
