"""The API's own address, where people look for its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from api.errors import unknown_address


@csrf_exempt  # a redirect to a public page; anything else does nothing
def front_door(request: HttpRequest) -> HttpResponse:
    """Whoever reads here lands on the page to try the API; there is nothing to write to."""
    if request.method in {"GET", "HEAD"}:
        return redirect("api-docs")
    return unknown_address(request)
