"""Categories, authorisations and requests to be shown."""

from typing import Any

from rest_framework import serializers

from accounts.models import Person
from api.fields import Choice, Id, Instant, Text, iso, iso_or_none
from api.serializers.names import NamedSerializer, named
from equipment.models import Authorisation, Category, InitiationRequest
from equipment.permissions import allowed_actions

State = InitiationRequest.State
ACTIONS = ("close",)
OUTCOMES = ((State.DONE.value, State.DONE.label), (State.DROPPED.value, State.DROPPED.label))


class CategorySerializer(NamedSerializer):
    code = serializers.CharField()


class AuthorisationRequestSerializer(serializers.Serializer[Any]):
    person = Id()
    category = Id()
    valid_until = Instant(allow_null=True, default=None)


class AuthorisationSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    person = NamedSerializer()
    category = NamedSerializer()
    given_by = NamedSerializer()
    given_at = Instant()
    valid_until = Instant(allow_null=True)
    revoked_at = Instant(allow_null=True)


class InitiationRequestInputSerializer(serializers.Serializer[Any]):
    category = Id()
    site = Id()
    possible_times = Text(max_length=500)
    note = Text(max_length=500, allow_blank=True, default="")
    for_person = Id(required=False, allow_null=True)


class InitiationRequestSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    person = NamedSerializer()
    category = NamedSerializer()
    site = NamedSerializer()
    possible_times = serializers.CharField()
    note = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    created_at = Instant()
    actions = serializers.ListField(child=serializers.ChoiceField(choices=ACTIONS))


class OutcomeSerializer(serializers.Serializer[Any]):
    outcome = Choice(choices=OUTCOMES)


def category_json(category: Category) -> dict[str, Any]:
    return {"id": category.pk, "code": category.code, "name": category.name}


def authorisation_json(given: Authorisation) -> dict[str, Any]:
    return {
        "id": given.pk,
        "person": named(given.person),
        "category": named(given.category),
        "given_by": named(given.given_by),
        "given_at": iso(given.given_at),
        "valid_until": iso_or_none(given.valid_until),
        "revoked_at": iso_or_none(given.revoked_at),
    }


def initiation_json(request: InitiationRequest, viewer: Person | None) -> dict[str, Any]:
    return {
        "id": request.pk,
        "person": named(request.person),
        "category": named(request.category),
        "site": named(request.site),
        "possible_times": request.possible_times,
        "note": request.note,
        "state": request.state,
        "created_at": iso(request.created_at),
        "actions": allowed_actions(request, viewer),
    }
