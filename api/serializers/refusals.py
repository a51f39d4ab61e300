"""The one body of every refusal."""

from typing import Any

from rest_framework import serializers


class ErrorSerializer(serializers.Serializer[Any]):
    """Every refusal: a stable code, a sentence in the caller's language, and what it is about."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]  # the contract's name; a class attribute here is only declared, then taken away
    details = serializers.DictField()
