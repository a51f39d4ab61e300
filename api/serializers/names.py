"""What another thing is called: its name beside its id or its code."""

from typing import Any

from rest_framework import serializers


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CodedSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class PicturedSerializer(CodedSerializer):
    icon = serializers.CharField()


def named(thing: Any) -> dict[str, Any] | None:
    """{"id", "name"} of something that has both; None stays None."""
    return None if thing is None else {"id": thing.pk, "name": thing.name}


def coded(thing: Any) -> dict[str, str] | None:
    """{"code", "name"} of something that has both; None stays None."""
    return None if thing is None else {"code": thing.code, "name": thing.name}
