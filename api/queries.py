"""Reading what was sent, a body or a query string, through its declared shape."""

import functools
from typing import Any, TypeVar

from rest_framework.request import Request
from rest_framework.serializers import Serializer

Shape = TypeVar("Shape", bound="Serializer[Any]")


def read_body(shape: type[Shape], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The declared fields of the body and nothing else; raises ValidationError."""
    return dict(_form(shape, partial).run_validation(request.data))


def read_query(shape: type[Shape], request: Request) -> dict[str, Any]:
    """The declared parameters of the address; raises ValidationError."""
    return dict(_form(shape, False).run_validation(request.query_params.dict()))


@functools.cache
def _form(shape: type[Shape], partial: bool) -> Shape:
    """Made once: a shape keeps nothing of what it has read, and to make its fields is dear."""
    return shape(partial=partial)
