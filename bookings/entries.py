"""What a calendar is told of a booking, in the language of the moment."""

from django.conf import settings
from django.utils.translation import gettext as _

from bookings.calendar_files.events import Address, Entry
from bookings.models import Booking, BookingItem
from bookings.states import Standing, standing
from spaces.models import Site


def entry_of(booking: Booking) -> Entry:
    """The one event of a booking. Its site and its items are read with it."""
    status, site = standing(booking.state), booking.site
    summary = ", ".join(things_of(booking))
    if status == Standing.TENTATIVE:
        summary = _("À confirmer : %(what)s") % {"what": summary}
    return Entry(
        uid=f"{booking.pk}@{settings.CALENDAR_HOST}",
        sequence=booking.sequence,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone=site.time_zone,
        status=status.value,
        changed_at=booking.changed_at,
        summary=summary,
        location=place_of(site),
        description=_description(booking),
        url=link_to(booking),
    )


def things_of(booking: Booking) -> list[str]:
    """« 2 × Casque VR », « Imprimante 3D (Imprimante 2) »: by name only what was chosen by it."""
    return [_thing(item) for item in booking.items.all()]


def place_of(site: Site) -> str:
    """The name and the postal address, as a map finds it."""
    return ", ".join(part for part in (site.name, site.address, _town(site)) if part)


def telephone_of(site: Site) -> str:
    """The site's own number, else the house's."""
    return site.telephone or settings.HOUSE["telephone"]


def link_to(booking: Booking) -> str:
    """The booking's page; whoever opens it signs in."""
    return f"{settings.PUBLIC_URL}/mes-reservations/{booking.pk}"


def organizer() -> Address:
    """The house."""
    return Address(email=settings.HOUSE["email"], name=settings.HOUSE["name"])


def _thing(item: BookingItem) -> str:
    name = f"{item.quantity} × {item.offer.name}" if item.quantity > 1 else item.offer.name
    if item.resource_id is None:
        return name
    told = [claim.resource.name for claim in item.claims.all()]
    return f"{name} ({', '.join(told)})"


def _town(site: Site) -> str:
    return f"{site.postcode} {site.city}".strip()


def _description(booking: Booking) -> str:
    site = booking.site
    lines = [
        ", ".join(things_of(booking)),
        site.directions,
        _("Téléphone : %(number)s") % {"number": telephone_of(site)},
        link_to(booking),
    ]
    return "\n".join(line for line in lines if line)
