"""Orders as they are listed."""

from django.db.models import QuerySet

from accounts.models import Person
from billing import permissions
from billing.models import Order


def orders_visible_to(viewer: Person | None) -> QuerySet[Order]:
    """The orders that the viewer may see, by due time, with whom and what they are about."""
    return permissions.orders_visible_to(viewer).select_related(
        "booking__site", "person", "organisation", "settled_by"
    )
