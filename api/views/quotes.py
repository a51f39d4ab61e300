"""Quotes: what it would cost, before anybody signs in."""

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation
from api.people import signed_in
from api.queries import read_body
from api.replies import reply
from api.serializers.bookings import (
    MoveSerializer,
    QuoteRequestSerializer,
    QuoteSerializer,
    places_of,
)
from api.serializers.periods import period_of
from api.serializers.quotes import quote_json
from api.views.booking_request import booking_request
from bookings.selectors.bookings import get_visible_booking
from bookings.services.move_booking import quote_move
from bookings.services.quote_booking import quote_booking
from core import clock


class QuotesView(Endpoint):
    @operation(
        "createQuote",
        answer=QuoteSerializer,
        body=QuoteRequestSerializer,
        refuses=(403, 404, 422),
    )
    def post(self, request: Request) -> HttpResponse:
        wanted = booking_request(read_body(QuoteRequestSerializer, request), request)
        return reply(quote_json(quote_booking(wanted, by=viewer_of(request), now=clock.now())))


class MoveQuoteView(Endpoint):
    @operation(
        "quoteMove",
        answer=QuoteSerializer,
        body=MoveSerializer,
        refuses=(403, 404, 409, 422),
    )
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """What the booking would cost at another time, and whether that is free; nothing moves."""
        given, by = read_body(MoveSerializer, request), signed_in(request)
        booking, period = get_visible_booking(key, by), period_of(given)
        places = places_of(given)
        asked = quote_move(booking, period=period, places=places, by=by, now=clock.now())
        return reply(quote_json(asked))
