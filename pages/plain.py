"""Small answers: robots, the language of the plain pages, and a form whose page was too old."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from accounts.services.update_person import update_person
from core import clock
from core.errors import DomainError

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /compte/\nAllow: /\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The house's icon, for browsers that ask for it at the old address."""
    return redirect(static("favicon.svg"))


@require_safe
def web_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the house among its applications."""
    icon = {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    shape = {
        "name": settings.HOUSE["name"],
        "short_name": "MNIC",
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf7",
        "theme_color": "#0a3d46",
        "icons": [icon],
    }
    return JsonResponse(shape, content_type="application/manifest+json")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in French or English from now on; a signed-in person's file keeps it."""
    person = request.user
    if person.is_authenticated:
        try:
            language = request.POST.get("language", "")
            update_person(person, by=person, now=clock.now(), language=language)
        except DomainError:
            pass  # Django ignores an unknown language too: the page comes back as it was.
    response: HttpResponse = set_language(request)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the page asks nothing of the database, which may be what broke."""
    known = {"house": settings.HOUSE, "request_id": getattr(request, "request_id", "")}
    page = render_to_string("500.html", known)
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from a page that is too old, or from somewhere else."""
    return render(request, "pages/csrf_failure.html", status=403)
