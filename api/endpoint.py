"""What every view of the API shares: the language asked for, no caching, and its description."""

import inspect
import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.idempotency import HEADER, LONGEST_KEY
from api.serializers.refusals import ErrorSerializer

Shape = type[serializers.Serializer[Any]]
Method = TypeVar("Method", bound=Callable[..., Any])

REFUSALS = {
    400: "The request cannot be read; see fields.",
    401: "Nobody is signed in, or the token is no good.",
    403: "The caller sees this and may not do it.",
    404: "No such thing, or none that the caller may see.",
    409: "It collides with what is there.",
    422: "A rule of the house says no.",
    429: "Too many requests; see Retry-After.",
    503: "Too busy; nothing was written, try again.",
}


class Endpoint(APIView):
    """A thin view: read the request, make one call into a service, give the answer its shape."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        language = request.query_params.get("lang")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
        super().initial(request, *args, **kwargs)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def operation(
    name: str,
    *,
    answer: Any,
    status: int = 200,
    body: Shape | None = None,
    query: Shape | None = None,
    refuses: tuple[int, ...] = (),
    once: bool = False,
    as_csv: bool = False,
) -> Callable[[Method], Method]:
    """Describe one operation: its id, what it takes, what it answers and how it may refuse."""
    # A key that has served for another body is a 422.
    refusals = sorted({400, 401, 403, 429, 503, *refuses, *([422] if once else [])})
    parameters: list[OpenApiParameter | Shape] = [
        _LANGUAGE,
        *([query] if query else []),
        *([_KEY] if once else []),
    ]
    responses: dict[Any, Any] = {status: answer}
    if as_csv:
        responses = {(status, "application/json"): answer, (status, "text/csv"): OpenApiTypes.STR}
    responses |= {
        code: OpenApiResponse(ErrorSerializer, description=REFUSALS[code]) for code in refusals
    }

    def described(method: Method) -> Method:
        describe: Callable[[Method], Method] = extend_schema(
            operation_id=name,
            description=inspect.cleandoc(method.__doc__ or _sentence(name)),
            request=body,
            parameters=parameters,
            responses=responses,
        )
        return describe(method)

    return described


def _sentence(name: str) -> str:
    """The id of an operation as a sentence, so that no docstring of a base class is published."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).capitalize() + "."


_LANGUAGE = OpenApiParameter(
    "lang",
    description="fr or en, instead of Accept-Language; anything else is ignored.",
    required=False,
)
_KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="Makes a retried request count once, for 24 hours.",
)


def page_of(shape: Shape) -> serializers.Serializer[Any]:
    """The description of a page of a list."""
    name = shape.__name__.removesuffix("Serializer")
    return inline_serializer(
        f"{name}Page",
        {
            "count": serializers.IntegerField(),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": shape(many=True),
        },
    )
