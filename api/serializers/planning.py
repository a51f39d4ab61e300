"""The week: free periods by offer, taken periods by resource; their JSON is made in PostgreSQL."""

from typing import Any

from rest_framework import serializers

from api.serializers.periods import PeriodSerializer
from bookings.states import State
from spaces.models import Kind

TAKEN_KINDS = ("booking", "block", "mine")


class FreeSerializer(PeriodSerializer):
    count = serializers.IntegerField()


class ClosedSerializer(PeriodSerializer):
    reason = serializers.CharField(allow_null=True)


class AvailabilitySerializer(serializers.Serializer[Any]):
    offer = serializers.UUIDField()
    open = PeriodSerializer(many=True)
    attended = PeriodSerializer(many=True)
    free = FreeSerializer(many=True)
    closed = ClosedSerializer(many=True)


class TakenSerializer(PeriodSerializer):
    kind = serializers.ChoiceField(choices=TAKEN_KINDS)
    state = serializers.ChoiceField(choices=State.choices, allow_null=True, required=False)
    held = serializers.BooleanField()
    booking = serializers.UUIDField(allow_null=True, required=False)
    block = serializers.UUIDField(allow_null=True, required=False)
    who = serializers.CharField(allow_null=True, required=False)
    label = serializers.CharField(allow_null=True, required=False)  # type: ignore[assignment]  # the contract's name, see ErrorSerializer


class PlannedResourceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    site = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    offers = serializers.ListField(child=serializers.UUIDField())
    taken = TakenSerializer(many=True)


class PlanningSerializer(serializers.Serializer[Any]):
    site = serializers.UUIDField(allow_null=True)
    resources = PlannedResourceSerializer(many=True)
