"""A visitor's hold belongs to a session: a random secret there, its SHA-256 on the booking."""

import secrets

from rest_framework.request import Request

from bookings.holder import SESSION_NAME, holder_key_of


def holder_key(request: Request) -> str:
    """The key of this session, empty when it holds nothing."""
    return holder_key_of(request._request.session.get(SESSION_NAME))


def new_holder_key(request: Request) -> str:
    """The key of this session, made when there is none; it survives signing in."""
    request._request.session.setdefault(SESSION_NAME, secrets.token_urlsafe(32))
    return holder_key(request)
