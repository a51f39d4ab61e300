"""Bookings: asked for, listed, shown."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Person
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import ChoiceList, Id, QueryFlag
from api.holders import holder_key, new_holder_key
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.queries import read_body, read_query
from api.replies import reply
from api.serializers.bookings import BookingRequestSerializer, BookingSerializer, booking_json
from api.spans import OpenSpanQuery, end_of_span, zone_of
from api.throttles import check_rate, client_address
from api.views.booking_request import booking_request
from bookings.models import Booking
from bookings.selectors.bookings import (
    bookings_visible_to,
    get_visible_booking,
    with_everything,
)
from bookings.services.create_booking import create_booking, hold_booking
from bookings.states import State
from core import clock


class BookingsQuery(OpenSpanQuery, PageQuery):
    mine = QueryFlag(required=False, help_text="Only the caller's own.")
    site = Id(required=False)
    person = Id(required=False)
    state = ChoiceList(values=State.values, required=False, help_text="One or several, by commas.")


class BookingsView(Endpoint):
    @operation(
        "listBookings", answer=page_of(BookingSerializer), query=BookingsQuery, refuses=(403, 404)
    )
    def get(self, request: Request) -> HttpResponse:
        viewer, now = viewer_of(request), clock.now()
        asked = read_query(BookingsQuery, request)
        found = _filtered(bookings_visible_to(viewer), asked, viewer)
        rows = with_everything(found).select_related("order")
        return reply_page(request, rows, lambda one: booking_json(one, viewer, now=now))

    @operation(
        "createBooking",
        answer=BookingSerializer,
        status=201,
        body=BookingRequestSerializer,
        refuses=(403, 404, 409, 422),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given = read_body(BookingRequestSerializer, request)
        viewer, now = viewer_of(request), clock.now()
        if not given["hold"]:
            booking = create_booking(booking_request(given, request), by=viewer, now=now)
            return reply(booking_json(booking, viewer, now=now), 201)
        key = "" if viewer else _visitors_key(request)
        wanted = booking_request(given, request, holder_key=key)
        booking = hold_booking(wanted, by=viewer, now=now)
        return reply(booking_json(booking, viewer, now=now, holder_key=key), 201)


class BookingView(Endpoint):
    @operation("getBooking", answer=BookingSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        return reply_booking(request, key, now=clock.now())


def reply_booking(request: Request, key: uuid.UUID, *, now: dt.datetime) -> HttpResponse:
    """The booking as it stands, for whoever may see it or holds it in this session."""
    viewer, held = viewer_of(request), holder_key(request)
    booking = get_visible_booking(key, viewer, holder_key=held)
    return reply(booking_json(booking, viewer, now=now, holder_key=held))


def _visitors_key(request: Request) -> str:
    check_rate("visitor_hold", client_address(request))
    return new_holder_key(request)


def _filtered(
    rows: "QuerySet[Booking]", asked: dict[str, Any], viewer: Person | None
) -> "QuerySet[Booking]":
    zone = zone_of(asked, viewer)
    since, until = end_of_span(asked, "from", zone), end_of_span(asked, "to", zone)
    wanted = {
        "person": viewer if asked.get("mine") else None,
        "person_id": asked.get("person"),
        "site_id": asked.get("site"),
        "state__in": asked.get("state"),
        "ends_at__gt": since,
        "starts_at__lt": until,
    }
    for name, value in wanted.items():
        if value is not None:
            rows = rows.filter(**{name: value})
    return rows.order_by("starts_at", "id")
