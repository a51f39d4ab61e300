"""Organisations and who belongs to them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organisation, OrganisationMember
from api.fields import Choice, Flag, Id, Text
from api.serializers.names import NamedSerializer, named


class OrganisationRequestSerializer(serializers.Serializer[Any]):
    name = Text(max_length=200)
    kind = Choice(choices=Organisation.Kind.choices)
    audience = Text(max_length=40, allow_null=True, default=None)


class MemberRequestSerializer(serializers.Serializer[Any]):
    person = Id()
    is_manager = Flag(default=False)


class MemberChangesSerializer(serializers.Serializer[Any]):
    is_manager = Flag(required=False)


class MemberSerializer(serializers.Serializer[Any]):
    person = NamedSerializer()
    is_manager = serializers.BooleanField()


class OrganisationSerializer(NamedSerializer):
    kind = serializers.ChoiceField(choices=Organisation.Kind.choices)
    members = MemberSerializer(many=True)


def member_json(member: OrganisationMember) -> dict[str, Any]:
    return {"person": named(member.person), "is_manager": member.is_manager}


def organisation_json(organisation: Organisation) -> dict[str, Any]:
    """With the members that were fetched for whoever is looking."""
    return {
        "id": organisation.pk,
        "name": organisation.name,
        "kind": organisation.kind,
        "members": [member_json(member) for member in organisation.memberships.all()],
    }
