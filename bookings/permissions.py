"""Who may see a booking and do what with it; one predicate serves API, admin and screens."""

import datetime as dt
import uuid

from accounts.models import Person, Role
from accounts.permissions import has_role, is_staff, managed_organisations
from bookings.models import Booking, Channel
from bookings.states import UPCOMING, State

DESK = (Role.HOST, Role.FAB_MANAGER, Role.DIRECTOR)


def can_see_booking(person: Person | None, booking: Booking, *, holder_key: str = "") -> bool:
    """Its person, a manager of its organisation, any staff, or the visitor who holds it."""
    return _is_own(person, booking, holder_key) or _is_managed(person, booking) or is_staff(person)


def can_change_booking(person: Person | None, booking: Booking, *, holder_key: str = "") -> bool:
    """Move or cancel it: whose it is, the organisation's manager, or staff of its site."""
    return (
        _is_own(person, booking, holder_key)
        or _is_managed(person, booking)
        or can_book_for_others(person, booking.site_id)
    )


def can_confirm_hold(person: Person | None, booking: Booking, *, holder_key: str = "") -> bool:
    """Whoever holds it, once signed in; staff of the site where it is for somebody already."""
    if person is None or booking.person_id is None:
        return person is not None and _is_own(person, booking, holder_key)
    return can_change_booking(person, booking, holder_key=holder_key)


def can_decide_booking(person: Person | None, booking: Booking) -> bool:
    """Approve or decline: staff of the site."""
    return can_book_for_others(person, booking.site_id)


def can_book_for_others(person: Person | None, site_id: uuid.UUID) -> bool:
    """Book for somebody at the desk of this site."""
    return has_role(person, DESK, site_id=site_id)


def may_waive(
    by: Person | None, site_id: uuid.UUID, *, person_id: uuid.UUID | None, channel: str
) -> bool:
    """Waive what staff may waive, in another's name or at the desk; online for oneself, nobody."""
    for_oneself = by is not None and by.pk == person_id and channel == Channel.ONLINE
    return not for_oneself and can_book_for_others(by, site_id)


def can_block(person: Person | None, site_id: uuid.UUID) -> bool:
    """Take resources of this site out of use."""
    return has_role(person, DESK, site_id=site_id)


def can_see_who(person: Person | None) -> bool:
    """Read names in the planning: all staff, of other sites than their own too."""
    return is_staff(person)


def can_feed_names(person: Person | None, site_id: uuid.UUID) -> bool:
    """Read in a calendar programme who comes: staff of the site, as long as they are."""
    return has_role(person, DESK, site_id=site_id)


def may_still_change(booking: Booking, *, now: dt.datetime) -> bool:
    """Whether there is still something ahead to move or to cancel."""
    return State(booking.state) in UPCOMING and booking.ends_at > now


def allowed_actions(
    booking: Booking, person: Person | None, *, now: dt.datetime, holder_key: str = ""
) -> list[str]:
    """What the screen may offer this person for this booking, in the order of likelihood."""
    if not may_still_change(booking, now=now):
        return []
    changes = can_change_booking(person, booking, holder_key=holder_key)
    actions: list[str] = []
    if booking.state == State.HOLD and booking.held_until and booking.held_until > now:
        actions += ["confirm"] * can_confirm_hold(person, booking, holder_key=holder_key)
        actions += ["extend-hold"] * (changes and not booking.hold_extended)
    if booking.state == State.AWAITING_APPROVAL and can_decide_booking(person, booking):
        actions += ["approve", "decline"]
    if changes:
        actions += ["move", "cancel"] if booking.state != State.HOLD else ["cancel"]
    return actions


def _is_managed(person: Person | None, booking: Booking) -> bool:
    organisation = booking.organisation_id
    return organisation is not None and organisation in managed_organisations(person)


def _is_own(person: Person | None, booking: Booking, holder_key: str) -> bool:
    if person is not None and booking.person_id == person.pk:
        return True
    return bool(holder_key) and booking.person_id is None and booking.holder_key == holder_key
