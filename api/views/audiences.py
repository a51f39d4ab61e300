"""Audiences, listed and referred to by their code."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Audience
from api.endpoint import Endpoint, operation, page_of
from api.errors import not_found
from api.pagination import PageQuery, reply_page
from api.serializers.names import CodedSerializer


class AudiencesView(Endpoint):
    @operation("listAudiences", answer=page_of(CodedSerializer), query=PageQuery)
    def get(self, request: Request) -> HttpResponse:
        return reply_page(
            request, Audience.objects.all(), lambda one: {"code": one.code, "name": one.name}
        )


def find_audience(code: str | None) -> Audience | None:
    """The audience of that code; None stays None. Raises NotFound."""
    if code is None:
        return None
    found = Audience.objects.filter(code=code).first()
    if found is None:
        raise not_found()
    return found


def with_audience(changes: dict[str, Any]) -> dict[str, Any]:
    """The same changes with the audience itself in place of its code."""
    if "audience" not in changes:
        return changes
    return {**changes, "audience": find_audience(changes["audience"])}
