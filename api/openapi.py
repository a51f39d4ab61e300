"""What the OpenAPI file says of signing in: by token, by session, or not at all."""

import re
import uuid
from typing import Any

from django.urls import resolve
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from api.access import FOR_VISITORS


class Schema(AutoSchema):
    """Operations that visitors reach say so; the list of api.access is the only one."""

    def get_auth(self) -> list[dict[str, Any]]:
        auths: list[dict[str, Any]] = list(super().get_auth() or [])
        anywhere = re.sub(r"\{\w+\}", str(uuid.UUID(int=0)), self.path)
        if (self.method, resolve(anywhere).url_name) in FOR_VISITORS:
            auths.append({})
        return auths


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself, untyped
    target_class = "api.auth.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token …`, from POST auth/token/ or from the profile page.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # as above
    target_class = "api.auth.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Unsafe methods also want the X-CSRFToken header.",
        }
