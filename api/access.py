"""Deny by default: visitors reach what is listed here, and nothing else."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from api.auth import is_read_only, viewer_of

if TYPE_CHECKING:
    # REST framework loads this module while it loads its views.
    from rest_framework.views import APIView

# (method, name of the address). What a view does with a visitor is its service's to judge.
FOR_VISITORS = frozenset(
    {
        ("GET", "me-context"),
        ("GET", "sites"),
        ("GET", "site"),
        ("GET", "offers"),
        ("GET", "offer"),
        ("GET", "audiences"),
        ("GET", "availability"),
        ("GET", "planning"),
        ("POST", "quotes"),
        ("POST", "bookings"),
        ("GET", "booking"),
        ("POST", "booking-cancel"),
        ("POST", "booking-extend-hold"),
        ("POST", "auth-token"),
    }
)


class DenyUnlessListed(BasePermission):
    """People everywhere, visitors where listed, read-only tokens for reading."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if is_read_only(request) and request.method not in SAFE_METHODS:
            raise PermissionDenied(code="token_read_only")
        if viewer_of(request) is not None:
            return True
        match = request.resolver_match
        method = "GET" if request.method == "HEAD" else request.method
        if match is None:
            return False
        if (method, match.url_name) in FOR_VISITORS:
            return True
        # What nobody can do is a 405 for everybody, also where nobody can sign in.
        return not hasattr(view, (request.method or "").lower())
