"""Messages: what did not arrive, and what the desk does about it."""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import ChoiceList, Id
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_query
from api.replies import reply
from api.serializers.messages import MessageSerializer, message_json
from core import clock
from notifications.models import Message
from notifications.selectors import messages_visible_to
from notifications.services.handle import retry_message, told_message
from notifications.states import State

FILTERS = {"state": "state__in", "about": "about_id", "person": "person_id"}


class MessagesQuery(PageQuery):
    state = ChoiceList(values=State.values, required=False, help_text="One or several, by commas.")
    about = Id(required=False, help_text="A booking.")
    person = Id(required=False)


class MessagesView(Endpoint):
    @operation("listMessages", answer=page_of(MessageSerializer), query=MessagesQuery)
    def get(self, request: Request) -> HttpResponse:
        """Messages of the sites where the caller works, newest first; never one with a code."""
        viewer, asked = viewer_of(request), read_query(MessagesQuery, request)
        wanted = {path: asked[name] for name, path in FILTERS.items() if name in asked}
        rows = messages_visible_to(viewer).filter(**wanted)
        return reply_page(request, rows, lambda one: message_json(one, viewer))


class RetryView(Endpoint):
    @operation("retryMessage", answer=MessageSerializer, refuses=(404, 409), once=True)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """Send what failed again, to the address that the person has now."""
        return _handle(request, key, retry_message)


class ToldView(Endpoint):
    @operation("toldMessage", answer=MessageSerializer, refuses=(404, 409), once=True)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """Somebody of the house has told the person, by telephone or at the desk."""
        return _handle(request, key, told_message)


def _handle(request: Request, key: uuid.UUID, act: Callable[..., Message]) -> HttpResponse:
    by = signed_in(request)
    handled = act(get_visible(messages_visible_to(by), key), by=by, now=clock.now())
    return reply(message_json(handled, by))
