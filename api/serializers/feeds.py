"""Feeds: secret addresses for calendar programmes."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.fields import Choice, Flag, Id, iso
from api.serializers.names import NamedSerializer, named
from bookings.models import CalendarFeed

Kind = CalendarFeed.FeedKind


class FeedRequestSerializer(serializers.Serializer[Any]):
    kind = Choice(choices=Kind.choices)
    resource = Id(required=False)
    site = Id(required=False)
    with_names = Flag(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What it is of, and nothing else: a resource, a site, or oneself."""
        for name in ("resource", "site"):
            if (name in attrs) != (attrs["kind"] == name):
                raise serializers.ValidationError({name: [_("Dites de quoi, et de rien d’autre.")]})
        return attrs


class FeedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    resource = NamedSerializer(allow_null=True)
    site = NamedSerializer(allow_null=True)
    with_names = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    last_read_at = serializers.DateTimeField(allow_null=True)


class NewFeedSerializer(FeedSerializer):
    url = serializers.URLField(help_text="The secret address, told this once.")


def feed_json(feed: CalendarFeed) -> dict[str, Any]:
    return {
        "id": feed.pk,
        "kind": feed.kind,
        "resource": named(feed.resource),
        "site": named(feed.resource.site if feed.resource else feed.site),
        "with_names": feed.with_names,
        "created_at": iso(feed.created_at),
        "last_read_at": feed.last_read_at and iso(feed.last_read_at),
    }
