"""Who is looking at the page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The signed-in person; pages behind `login_required` always have one."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
