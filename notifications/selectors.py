"""Which messages somebody sees, and what the demo house shows to everybody."""

from django.db.models import QuerySet

from accounts.models import Person
from notifications import permissions
from notifications.models import Message
from notifications.states import State


def messages_visible_to(viewer: Person | None) -> "QuerySet[Message]":
    """What the viewer looks after, newest first, with whom it is for."""
    return permissions.messages_visible_to(viewer).select_related("person")


def demo_letters(*, address: str = "") -> "QuerySet[Message]":
    """What is written so far, newest first: all of it, or what one address received.

    Only for the demo house, whose letters leave for nowhere: it shows everybody's.
    """
    written = Message.objects.filter(prepared_at__isnull=False).exclude(state=State.SUPERSEDED)
    if address:
        written = written.filter(address=address)
    return written.select_related("person")
