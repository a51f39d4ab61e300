"""A token for e-mail and password; whoever has a second factor makes theirs on the profile page."""

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from accounts.mfa import may_use_password_alone
from accounts.models import ApiToken, Person
from accounts.services.emails import has_verified_email
from accounts.services.tokens import create_token
from api.endpoint import Endpoint, operation
from api.fields import Text
from api.queries import read_body
from api.replies import reply
from api.throttles import check_rate, client_address
from core import clock
from core.errors import NotAllowed, NotSignedIn


class TokenRequestSerializer(serializers.Serializer[Any]):
    email = Text(max_length=254)
    password = Text(max_length=1000, trim_whitespace=False)


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField()


class TokenView(Endpoint):
    # Nobody is anybody yet; api.access lets visitors in.
    authentication_classes = ()

    @operation(
        "createToken", answer=TokenSerializer, body=TokenRequestSerializer, refuses=(403, 422)
    )
    def post(self, request: Request) -> HttpResponse:
        check_rate("token", client_address(request))
        given = read_body(TokenRequestSerializer, request)
        check_rate("token_email", given["email"].strip().lower())
        person = _recognised(request, given)
        if not may_use_password_alone(person):
            message = _("Ce compte a un second facteur. Créez le jeton dans votre profil.")
            raise NotAllowed(message, code="mfa_required")
        _token, key = create_token(
            person, name="auth/token", scope=ApiToken.Scope.WRITE, now=clock.now()
        )
        return reply({"token": key})


def _recognised(request: Request, given: dict[str, str]) -> Person:
    """The person; one refusal for an unknown e-mail, a wrong password and an unproved e-mail."""
    person = authenticate(
        request._request, email=given["email"].strip().lower(), password=given["password"]
    )
    if not isinstance(person, Person) or not has_verified_email(person):
        raise NotSignedIn(
            _("Adresse e-mail ou mot de passe inconnus. Vérifiez-les, puis réessayez."),
            code="wrong_credentials",
        )
    return person
