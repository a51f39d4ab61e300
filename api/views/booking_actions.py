"""What may be done with a booking: one class an act, each one service."""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, Method, Shape, operation
from api.holders import holder_key
from api.idempotency import once
from api.people import signed_in
from api.queries import read_body
from api.serializers.bookings import (
    BookingSerializer,
    DeclineSerializer,
    MoveSerializer,
    ReasonSerializer,
    places_of,
)
from api.serializers.nothing import NothingSerializer
from api.serializers.periods import period_of
from api.views.bookings import reply_booking
from bookings.services.cancel_booking import cancel_booking
from bookings.services.confirm_booking import confirm_booking, extend_hold
from bookings.services.decide_booking import approve_booking, decline_booking
from bookings.services.move_booking import move_booking
from core import clock


def _act(name: str, body: Shape) -> Callable[[Method], Method]:
    return operation(
        name, answer=BookingSerializer, body=body, refuses=(403, 404, 409, 422), once=True
    )


class MoveView(Endpoint):
    @_act("moveBooking", MoveSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        given, now = read_body(MoveSerializer, request), clock.now()
        by, places = signed_in(request), places_of(given)
        move_booking(key, period=period_of(given), places=places, by=by, now=now)
        return reply_booking(request, key, now=now)


class CancelView(Endpoint):
    @_act("cancelBooking", ReasonSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        reason, now = read_body(ReasonSerializer, request)["reason"], clock.now()
        held = holder_key(request)
        cancel_booking(key, by=viewer_of(request), now=now, reason=reason, holder_key=held)
        return reply_booking(request, key, now=now)


class ConfirmView(Endpoint):
    @_act("confirmBooking", NothingSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        now = clock.now()
        confirm_booking(key, by=signed_in(request), now=now, holder_key=holder_key(request))
        return reply_booking(request, key, now=now)


class ExtendHoldView(Endpoint):
    @_act("extendHold", NothingSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        now = clock.now()
        extend_hold(key, by=viewer_of(request), now=now, holder_key=holder_key(request))
        return reply_booking(request, key, now=now)


class ApproveView(Endpoint):
    @_act("approveBooking", NothingSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        now = clock.now()
        approve_booking(key, by=signed_in(request), now=now)
        return reply_booking(request, key, now=now)


class DeclineView(Endpoint):
    @_act("declineBooking", DeclineSerializer)
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        reason, now = read_body(DeclineSerializer, request)["reason"], clock.now()
        decline_booking(key, by=signed_in(request), now=now, reason=reason)
        return reply_booking(request, key, now=now)
