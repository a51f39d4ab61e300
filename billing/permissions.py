"""Who may see an order, and who may say that it is settled."""

from django.db.models import Q, QuerySet

from accounts.models import Person, Role
from accounts.permissions import has_role, managed_organisations, staffed_sites
from billing.models import Order

TILL = (Role.HOST, Role.FAB_MANAGER, Role.ACCOUNTANT, Role.DIRECTOR)


def can_settle_order(person: Person | None, order: Order) -> bool:
    """The counter of the booking's site, the accountant and the director."""
    return has_role(person, TILL, site_id=order.booking.site_id)


def can_see_order(viewer: Person | None, order: Order) -> bool:
    """Whoever owes it, the managers of the organisation that owes it, and who may settle it."""
    if viewer is None or not viewer.is_active:
        return False
    return (
        order.person_id == viewer.pk
        or can_settle_order(viewer, order)
        or order.organisation_id in managed_organisations(viewer)
    )


def orders_visible_to(viewer: Person | None) -> QuerySet[Order]:
    """The twin of `can_see_order`."""
    if viewer is None or not viewer.is_active:
        return Order.objects.none()
    sites = staffed_sites(viewer, TILL)
    if sites is None:
        return Order.objects.all()
    return Order.objects.filter(
        Q(person=viewer)
        | Q(booking__site__in=sites)
        | Q(organisation__in=managed_organisations(viewer))
    )
