"""People, as themselves and as staff see them."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from rest_framework import serializers

from accounts.models import Answer, OrganisationMember, Person, Role
from accounts.permissions import roles_of
from accounts.questions import questions_due
from api.fields import Choice, Flag, Id, Text, Whole
from api.serializers.names import CodedSerializer, NamedSerializer, PicturedSerializer, coded
from core import clock

LANGUAGES = (("fr", "français"), ("en", "English"))


class RoleHeldSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Role.choices)
    site = serializers.UUIDField(allow_null=True)


class OrganisationHeldSerializer(NamedSerializer):
    is_manager = serializers.BooleanField()


class MeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    language = serializers.ChoiceField(choices=LANGUAGES)
    telephone = serializers.CharField()
    audience = CodedSerializer(allow_null=True)
    roles = RoleHeldSerializer(many=True)
    is_staff = serializers.BooleanField()
    organisations = OrganisationHeldSerializer(many=True)
    questions_due = serializers.BooleanField()


class MeChangesSerializer(serializers.Serializer[Any]):
    name = Text(max_length=200, required=False)
    telephone = Text(max_length=40, allow_blank=True, required=False)
    language = Choice(choices=LANGUAGES, required=False)
    birth_year = Whole(min_value=1900, max_value=2100, allow_null=True, required=False)
    birth_year_answer = Choice(choices=Answer.choices, required=False)
    commune = Text(max_length=120, allow_blank=True, required=False)
    commune_answer = Choice(choices=Answer.choices, required=False)
    programme = Text(max_length=120, allow_blank=True, required=False)
    programme_answer = Choice(choices=Answer.choices, required=False)


class PersonChangesSerializer(MeChangesSerializer):
    audience = Text(max_length=40, allow_null=True, required=False)
    email = Text(max_length=254, allow_null=True, required=False)


class PersonRequestSerializer(serializers.Serializer[Any]):
    name = Text(max_length=200)
    telephone = Text(max_length=40, allow_blank=True, default="")
    email = Text(max_length=254, allow_null=True, allow_blank=True, default=None)
    birth_year = Whole(min_value=1900, max_value=2100, allow_null=True, default=None)
    organisation = Id(allow_null=True, default=None)
    language = Choice(choices=LANGUAGES, default="fr")
    force = Flag(default=False)


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    telephone = serializers.CharField()
    birth_year = serializers.IntegerField(allow_null=True)
    audience = CodedSerializer(allow_null=True)
    organisations = NamedSerializer(many=True)
    language = serializers.ChoiceField(choices=LANGUAGES)


class HouseSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    telephone = serializers.CharField()
    email = serializers.CharField()


class MeContextSerializer(serializers.Serializer[Any]):
    person = MeSerializer(allow_null=True)
    language = serializers.ChoiceField(choices=LANGUAGES)
    house = HouseSerializer()
    kinds = PicturedSerializer(many=True)
    demo = serializers.BooleanField()


def me_json(person: Person) -> dict[str, Any]:
    """Oneself; roles and organisations say what the screens offer."""
    roles = roles_of(person)
    members = OrganisationMember.objects.filter(person=person).select_related("organisation")
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "telephone": person.telephone,
        "audience": coded(person.audience),
        "roles": [{"role": role, "site": site} for role, site in sorted(roles, key=str)],
        "is_staff": bool(roles),
        "organisations": [
            {"id": one.organisation_id, "name": one.organisation.name, "is_manager": one.is_manager}
            for one in members
        ],
        "questions_due": questions_due(person, clock.today(ZoneInfo(settings.TIME_ZONE))),
    }


def person_json(person: Person) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "telephone": person.telephone,
        "birth_year": person.birth_year,
        "audience": coded(person.audience),
        "organisations": [{"id": one.pk, "name": one.name} for one in person.organisations.all()],
        "language": person.language,
    }
