"""The body of an act that needs no words."""

from typing import Any

from rest_framework import serializers


class NothingSerializer(serializers.Serializer[Any]):
    """An empty object."""
