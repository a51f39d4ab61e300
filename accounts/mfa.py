"""Who has a second factor, and who must: allauth keeps the factors, this module asks."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import Person
from accounts.permissions import is_staff


def has_mfa(person: Person) -> bool:
    """Whether signing in asks this person for a second factor."""
    kind = Authenticator.Type.TOTP
    return bool(Authenticator.objects.filter(user_id=person.pk, type=kind).exists())


def must_set_up_mfa(person: Person) -> bool:
    """Whether this member of staff may do nothing before a second factor is set up."""
    return bool(settings.MNIC_STAFF_MFA_REQUIRED) and is_staff(person) and not has_mfa(person)


def may_use_password_alone(person: Person) -> bool:
    """Whether e-mail and password are enough to be given a token (`POST auth/token/`)."""
    return not has_mfa(person) and not must_set_up_mfa(person)
