"""The one place where failures become HTTP: kinds to statuses, always the same body."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions as drf

from api.auth import viewer_of
from api.replies import reply
from api.serializers.bookings import alternative_json
from bookings.errors import PlaceTaken
from bookings.selectors.alternatives import alternatives
from core import errors

logger = structlog.get_logger(__name__)

STATUSES: dict[type[errors.DomainError], int] = {
    errors.Malformed: 400,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.RuleRefused: 422,
    errors.Busy: 503,
}
RETRY_AFTER_SECONDS = "1"

# What a named constraint means when a rival wins between our check and our write.
CONSTRAINTS = {
    "claims_do_not_overlap": "place_taken",
    "one_hold_a_visitor": "hold_exists",
    "one_standing_authorisation": "already_authorised",
    "one_open_initiation_request": "already_requested",
    "organisation_member_once": "already_member",
}


class TooLarge(errors.DomainError):
    """The body is larger than the settings allow."""

    code = "too_large"


def answer_to(failure: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's exception handler; None lets a fault of ours become a logged 500.

    It runs after the transaction and its locks are gone: alternatives are looked for here.
    """
    if isinstance(failure, PlaceTaken):
        found = alternatives(failure.request, now=failure.now, by=viewer_of(context["request"]))
        others = [alternative_json(other) for other in found]
        failure.details = {**failure.details, "alternatives": others}
    if isinstance(failure, errors.DomainError):
        return body_of(failure)
    if isinstance(failure, drf.APIException):
        return _of_framework(failure)
    translated = _translated(failure)
    return None if translated is None else body_of(translated)


def body_of(failure: errors.DomainError, status: int | None = None) -> HttpResponse:
    response = reply(
        {
            "code": failure.code,
            "message": failure.message,
            "fields": failure.fields,
            "details": failure.details,
        },
        status or _status_of(failure),
    )
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Token"
    if response.status_code == 503:
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _status_of(failure: errors.DomainError) -> int:
    if isinstance(failure, TooLarge):
        return 413
    return next((STATUSES[kind] for kind in type(failure).__mro__ if kind in STATUSES), 422)


def _translated(failure: Exception) -> errors.DomainError | None:
    """What Django and PostgreSQL raise, as a failure of ours."""
    match failure:
        case Http404():
            return not_found()
        case PermissionDenied():
            return errors.NotAllowed(_("Vous ne pouvez pas faire cela. Demandez à l’accueil."))
        case RequestDataTooBig():
            return TooLarge(_("C’est trop long. Envoyez moins à la fois."))
        case IntegrityError():
            return _of_constraint(failure)
        case DataError():
            return errors.Malformed(_("Une valeur est hors de ses limites."))
        case OperationalError():
            logger.exception("database_busy")
            return errors.Busy(_("Le service est très demandé. Réessayez dans un instant."))
    return None


def not_found() -> errors.NotFound:
    return errors.NotFound(_("Cela n’existe pas, ou n’existe plus."))


def _of_constraint(failure: IntegrityError) -> errors.DomainError:
    name = getattr(getattr(failure.__cause__, "diag", None), "constraint_name", None) or ""
    logger.warning("constraint_refused", constraint=name)
    return errors.Conflict(
        _("Cela vient de changer. Rechargez la page, puis réessayez."),
        code=CONSTRAINTS.get(name, "conflict"),
        details={"constraint": name},
    )


def _of_framework(failure: drf.APIException) -> HttpResponse:
    """REST framework's own refusals in our words; its status and headers are kept."""
    code, message = _words_for(failure)
    fields = _flat(failure.detail) if isinstance(failure, drf.ValidationError) else {}
    response = body_of(errors.DomainError(message, code=code, fields=fields), failure.status_code)
    wait = getattr(failure, "wait", None)
    if wait is not None:
        response.headers["Retry-After"] = str(int(wait) or 1)
    return response


def _words_for(failure: drf.APIException) -> tuple[str, str]:
    match failure:
        case drf.ValidationError():
            return "malformed", _("Vérifiez ce que vous avez saisi.")
        case drf.ParseError():
            return "malformed", _("La demande n’est pas lisible : du JSON est attendu.")
        case drf.NotAuthenticated():
            return "not_signed_in", _("Connectez-vous pour continuer.")
        case drf.AuthenticationFailed():
            return "bad_token", _("Ce jeton d’accès ne vaut pas, ou ne vaut plus.")
        case drf.MethodNotAllowed():
            return "method_not_allowed", _("Cela ne se fait pas à cette adresse.")
        case drf.UnsupportedMediaType():
            return "unsupported_media_type", _("Seul le JSON est accepté.")
        case drf.Throttled():
            return "throttled", _("Trop de demandes à la fois. Attendez un peu, puis réessayez.")
        case drf.PermissionDenied():
            return _code_of(failure), _("Vous ne pouvez pas faire cela. Demandez à l’accueil.")
    return _code_of(failure), str(failure.detail)


def _code_of(failure: drf.APIException) -> str:
    codes = failure.get_codes()
    return codes if isinstance(codes, str) and codes != "permission_denied" else "not_allowed"


def _flat(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """{"items.0.offer": [...]} out of nested details; what concerns the whole goes under "body"."""
    if isinstance(detail, dict):
        pairs = [(str(name), value) for name, value in detail.items()]
    elif any(isinstance(part, dict) for part in detail):
        pairs = [(str(place), value) for place, value in enumerate(detail) if value]
    else:
        return {prefix or "body": [str(part) for part in detail]}
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        path = prefix if name == "non_field_errors" else f"{prefix}.{name}".lstrip(".")
        fields |= _flat(value, path)
    return fields


@csrf_exempt  # it does nothing, and says so in the API's own words
def unknown_address(request: HttpRequest) -> HttpResponse:
    """What every address under /api/ answers that no view has."""
    return body_of(not_found())
