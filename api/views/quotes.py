"""Quotes: what it would cost, before anybody signs in."""

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation
from api.queries import read_body
from api.replies import reply
from api.serializers.bookings import QuoteRequestSerializer, QuoteSerializer
from api.serializers.quotes import quote_json
from api.views.booking_request import booking_request
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
