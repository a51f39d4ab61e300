"""Who of the house looks after which message; what holds a code is nobody's to read."""

from django.db.models import Q, QuerySet

from accounts.models import Person
from accounts.permissions import KEEPERS, has_house_role, has_role, staffed_sites
from notifications.models import Message
from notifications.states import TO_DO


def can_handle_message(person: Person | None, message: Message) -> bool:
    """Those who keep the files of the message's site; without a site, of the whole house."""
    if message.secret:
        return False
    if message.site_id is None:
        return has_house_role(person, KEEPERS)
    return has_role(person, KEEPERS, site_id=message.site_id)


def messages_visible_to(viewer: Person | None) -> QuerySet[Message]:
    """The twin of `can_handle_message`."""
    sites = staffed_sites(viewer, KEEPERS)
    messages = Message.objects.filter(secret=False)
    return messages if sites is None else messages.filter(Q(site_id__in=sites))


def allowed_acts(viewer: Person | None, message: Message) -> list[str]:
    """What the viewer may do with it now, as the services below will judge."""
    if message.state not in TO_DO or not can_handle_message(viewer, message):
        return []
    has_address = bool(message.address or (message.person and message.person.email))
    return ["retry", "told"] if has_address else ["told"]
