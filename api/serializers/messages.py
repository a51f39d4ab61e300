"""Messages: what was said to whom, and whether it arrived."""

from typing import Any

from rest_framework import serializers

from accounts.models import Person
from api.fields import Instant, iso, iso_or_none
from notifications.models import Message
from notifications.permissions import allowed_acts
from notifications.states import State

ACTS = (("retry", "retry"), ("told", "told"))


class ReaderSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    telephone = serializers.CharField()


class MessageSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField(help_text="Such as booking.confirmed.")
    about = serializers.UUIDField(allow_null=True, help_text="The booking that it is about.")
    person = ReaderSerializer(allow_null=True)
    address = serializers.CharField(help_text="Where it was sent, or is to go; may be empty.")
    state = serializers.ChoiceField(choices=State.choices)
    subject = serializers.CharField(help_text="Empty before it is written.")
    text = serializers.CharField(help_text="What to say by telephone, too.")
    created_at = Instant()
    send_after = Instant()
    next_try_at = Instant(allow_null=True, help_text="While it waits.")
    sent_at = Instant(allow_null=True)
    attempts = serializers.IntegerField()
    failure = serializers.CharField(help_text="A code; empty when nothing failed.")
    actions = serializers.ListField(child=serializers.ChoiceField(choices=ACTS))


def message_json(message: Message, viewer: Person | None) -> dict[str, Any]:
    person, waits = message.person, message.state == State.WAITING
    return {
        "id": message.pk,
        "kind": message.kind,
        "about": message.about_id,
        "person": None if person is None else _reader(person),
        "address": message.address or (person and person.email) or "",
        "state": message.state,
        "subject": message.subject,
        "text": message.text,
        "created_at": iso(message.created_at),
        "send_after": iso(message.send_after),
        "next_try_at": iso(message.next_try_at) if waits else None,
        "sent_at": iso_or_none(message.sent_at),
        "attempts": message.attempts,
        "failure": message.last_failure,
        "actions": allowed_acts(viewer, message),
    }


def _reader(person: Person) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "telephone": person.telephone,
    }
