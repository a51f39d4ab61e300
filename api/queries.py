"""Reading what was sent, a body or a query string, through its declared shape."""

import functools
from typing import Any, TypeVar

from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.serializers import Serializer

Shape = TypeVar("Shape", bound="Serializer[Any]")


def read_body(shape: type[Shape], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The declared fields of the body and nothing else; raises ValidationError."""
    return dict(_form(shape, partial, get_language()).run_validation(request.data))


def read_query(shape: type[Shape], request: Request) -> dict[str, Any]:
    """The declared parameters of the address; raises ValidationError."""
    return dict(_form(shape, False, get_language()).run_validation(request.query_params.dict()))


@functools.cache
def _form(shape: type[Shape], partial: bool, _language: str | None) -> Shape:
    """Made once a language: to make its fields is dear, and it keeps nothing of what it has read.

    But it keeps its sentences: REST framework's "at most 200" stays as it was first spoken.
    """
    return shape(partial=partial)
