"""The caller as a person, where a view needs one."""

from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.models import Person
from api.auth import viewer_of
from core.errors import NotSignedIn


def signed_in(request: Request) -> Person:
    """Whoever acts. Raises NotSignedIn, should api.access have let a visitor through."""
    viewer = viewer_of(request)
    if viewer is None:
        raise NotSignedIn(_("Connectez-vous pour continuer."))
    return viewer
