"""Who is calling: a program with a token, or a browser with its session and CSRF token."""

from django.contrib.auth.models import AnonymousUser
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.authentication import SessionAuthentication as FrameworkSession
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.mfa import must_set_up_mfa
from accounts.models import ApiToken, Person
from accounts.services.tokens import find_token
from core import clock

SCHEME = "Token"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …`; one statement finds the token with its person."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        scheme, _, key = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token = find_token(key.strip(), now=clock.now())
        if token is None:
            raise AuthenticationFailed
        if must_set_up_mfa(token.person):
            raise PermissionDenied(code="second_factor_required")
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class SessionAuthentication(FrameworkSession):
    """The frontend's session. CSRF is checked for visitors too once they carry a session cookie."""

    def authenticate(self, request: Request) -> tuple[Person | AnonymousUser, None] | None:
        # Django's own request, whose user its middleware knows; REST framework's would ask us.
        django_request = request._request
        if not django_request.session.session_key:
            return None
        self.enforce_csrf(request)
        user = django_request.user
        if isinstance(user, Person) and user.is_active:
            return user, None
        return None

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as failure:
            raise PermissionDenied(code="csrf_failed") from failure


def viewer_of(request: Request) -> Person | None:
    """The person who is asking; None for a visitor."""
    return request.user if isinstance(request.user, Person) else None


def is_read_only(request: Request) -> bool:
    """Whether the caller's token may look and not touch."""
    return isinstance(request.auth, ApiToken) and request.auth.scope == ApiToken.Scope.READ
