"""Staff without a second factor get no further than the page that sets one up."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.mfa import must_set_up_mfa

OPEN_TO_ALL = ("/static/", "/langue/")


class StaffSecondFactorMiddleware:
    """Holds a signed-in member of staff back until a second factor protects the account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MNIC_STAFF_MFA_REQUIRED or _is_on_the_way(request.path):
            return self.get_response(request)
        if request.user.is_authenticated and must_set_up_mfa(request.user):
            return _refusal(request)
        return self.get_response(request)


def _is_on_the_way(path: str) -> bool:
    """Whether the path is needed to set the factor up, or to leave."""
    own = (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    )
    doors = ("account_logout", "account_reauthenticate")
    return path.startswith(OPEN_TO_ALL) or path in {reverse(name) for name in own + doors}


def _refusal(request: HttpRequest) -> HttpResponse:
    if not request.path.startswith("/api/"):
        return redirect("mfa_activate_totp")
    body = {
        "code": "second_factor_required",
        "message": _("Activez d’abord la double vérification sur votre compte."),
        "fields": {},
        "details": {},
    }
    return JsonResponse(body, status=403)
