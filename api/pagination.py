"""Lists in pages: {count, next, previous, results}."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from api.queries import read_query
from api.replies import reply

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MAX_PAGE = 1_000_000
Row = TypeVar("Row", bound=Model)


class PageQuery(serializers.Serializer[Any]):
    page = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, default=PAGE_SIZE)


def reply_page(
    request: Request, rows: "QuerySet[Row]", shape: Callable[[Row], dict[str, Any]]
) -> HttpResponse:
    """One page of the rows, each given its shape."""
    return reply_rows(request, rows, lambda found: [shape(row) for row in found])


def reply_rows(
    request: Request, rows: "QuerySet[Row]", shape: Callable[[list[Row]], list[dict[str, Any]]]
) -> HttpResponse:
    """One page of the rows, given their shapes together; a page past the end is empty."""
    asked = read_query(PageQuery, request)
    page, size = asked["page"], asked["page_size"]
    first = (page - 1) * size
    found = list(rows[first : first + size])
    # The last page tells how many there are; only full ones and those past the end need a count.
    is_last = len(found) < size and (found or first == 0)
    count = first + len(found) if is_last else rows.count()
    return reply(page_json(request, shape(found), page=page, size=size, count=count))


def page_json(
    request: Request, results: Sequence[dict[str, Any]], *, page: int, size: int, count: int
) -> dict[str, Any]:
    """One page that was found already, with the addresses of its neighbours."""
    return {
        "count": count,
        "next": _link(request, page + 1) if page * size < count else None,
        "previous": _link(request, page - 1) if page > 1 else None,
        "results": results,
    }


def _link(request: Request, page: int) -> str:
    query = request.query_params.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
