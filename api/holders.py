"""A visitor's hold belongs to a session: a random secret there, its SHA-256 on the booking."""

import hashlib
import secrets

from rest_framework.request import Request

NAME = "hold_secret"


def holder_key(request: Request) -> str:
    """The key of this session, empty when it holds nothing."""
    secret = request._request.session.get(NAME)
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""


def new_holder_key(request: Request) -> str:
    """The key of this session, made when there is none; it survives signing in."""
    request._request.session.setdefault(NAME, secrets.token_urlsafe(32))
    return holder_key(request)
