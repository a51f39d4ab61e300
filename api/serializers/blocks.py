"""Blocks: what the house itself takes out of use."""

from typing import Any

from rest_framework import serializers

from api.fields import Choice, Id, Text, iso
from api.serializers.names import NamedSerializer, named
from api.serializers.periods import PeriodInput, PeriodSerializer
from bookings.models import Block


class BlockRequestSerializer(PeriodInput):
    site = Id()
    resources = serializers.ListField(child=Id(), min_length=1, max_length=500)
    kind = Choice(choices=Block.BlockKind.choices)
    note = Text(max_length=200, allow_blank=True, default="")


class MoveBlockSerializer(PeriodInput):
    pass


class BlockSerializer(PeriodSerializer):
    id = serializers.UUIDField()
    site = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Block.BlockKind.choices)
    note = serializers.CharField()
    resources = NamedSerializer(many=True)
    created_by = NamedSerializer()
    is_active = serializers.BooleanField()


def block_json(block: Block) -> dict[str, Any]:
    return {
        "id": block.pk,
        "site": block.site_id,
        "starts_at": iso(block.starts_at),
        "ends_at": iso(block.ends_at),
        "kind": block.kind,
        "note": block.note,
        "resources": [named(claim.resource) for claim in block.claims.all()],
        "created_by": named(block.created_by),
        "is_active": block.is_active,
    }
