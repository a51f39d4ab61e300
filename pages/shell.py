"""The one page in which the screens live; the addresses it answers are the screens' own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from pages import manifest


@require_safe
@never_cache
@ensure_csrf_cookie
def shell(request: HttpRequest, **address: object) -> HttpResponse:
    """The frame of every screen; a clone whose screens were never built says so with a 503."""
    try:
        return render(request, "pages/shell.html", {"entry": manifest.entry()})
    except manifest.NotBuilt:
        return render(request, "pages/not_built.html", status=503)
