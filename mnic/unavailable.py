"""What is answered when something broke: 503 where the database can't be had, else 500."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from api.errors import body_of
from core.errors import Busy
from pages.plain import server_error

RETRY_AFTER_SECONDS = "5"


def answer(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the exception is being handled, in middleware too."""
    no_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response = _body(request, no_database=no_database)
    if no_database:
        response.status_code = 503
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _body(request: HttpRequest, *, no_database: bool) -> HttpResponse:
    if no_database and request.path_info.startswith("/api/"):
        return body_of(Busy(_("Le service est très demandé. Réessayez dans un instant.")))
    return server_error(request)
