"""Reading what was sent, a body or a query string, through its declared shape."""

from typing import Any, TypeVar

from rest_framework.request import Request
from rest_framework.serializers import Serializer

Shape = TypeVar("Shape", bound="Serializer[Any]")


def read_body(shape: type[Shape], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The declared fields of the body and nothing else; raises ValidationError."""
    form = shape(data=request.data, partial=partial)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def read_query(shape: type[Shape], request: Request) -> dict[str, Any]:
    """The declared parameters of the address; raises ValidationError."""
    form = shape(data=request.query_params.dict())
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
