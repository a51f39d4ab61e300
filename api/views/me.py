"""Who is looking, and what a screen must know before it shows anything."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from rest_framework.request import Request

from accounts.services.update_person import update_person
from api.auth import viewer_of
from api.endpoint import Endpoint, operation
from api.idempotency import once
from api.people import signed_in
from api.queries import read_body
from api.replies import reply
from api.serializers.people import (
    MeChangesSerializer,
    MeContextSerializer,
    MeSerializer,
    me_json,
)
from api.words import KINDS
from core import clock
from spaces.permissions import visible_offers


class MeContextView(Endpoint):
    @operation("getContext", answer=MeContextSerializer)
    def get(self, request: Request) -> HttpResponse:
        """Sets the CSRF cookie that unsafe requests of a session need."""
        get_token(request._request)
        viewer = viewer_of(request)
        return reply(
            {
                "person": None if viewer is None else me_json(viewer),
                "language": (get_language() or "fr")[:2],
                "house": settings.HOUSE,
                "kinds": _kinds(request),
                "demo": settings.DEMO,
            }
        )


class MeView(Endpoint):
    @operation("getMe", answer=MeSerializer)
    def get(self, request: Request) -> HttpResponse:
        return reply(me_json(signed_in(request)))

    @operation(
        "updateMe",
        answer=MeSerializer,
        body=MeChangesSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def patch(self, request: Request) -> HttpResponse:
        by = signed_in(request)
        changes = read_body(MeChangesSerializer, request)
        return reply(me_json(update_person(by, by=by, now=clock.now(), **changes)))


def _kinds(request: Request) -> list[dict[str, Any]]:
    """The kinds of which there is something to book."""
    offers = visible_offers(viewer_of(request))
    there = set(offers.order_by().values_list("kind", flat=True).distinct())
    return [
        {"code": kind.value, "name": str(name), "icon": icon}
        for kind, (name, icon) in KINDS.items()
        if kind in there
    ]
