"""Orders: what is owed, and that it was settled."""

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Choice, Id
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body, read_query
from api.replies import reply
from api.serializers.orders import OrderSerializer, SettleSerializer, order_json
from billing.models import Order
from billing.selectors import orders_visible_to
from billing.services import settle_order
from core import clock

FILTERS = {"state": "state", "site": "booking__site", "person": "person"}


class OrdersQuery(PageQuery):
    state = Choice(choices=Order.OrderState.choices, required=False)
    site = Id(required=False)
    person = Id(required=False)


class OrdersView(Endpoint):
    @operation("listOrders", answer=page_of(OrderSerializer), query=OrdersQuery)
    def get(self, request: Request) -> HttpResponse:
        asked = read_query(OrdersQuery, request)
        wanted = {path: asked[name] for name, path in FILTERS.items() if name in asked}
        return reply_page(
            request, orders_visible_to(viewer_of(request)).filter(**wanted), order_json
        )


class OrderView(Endpoint):
    @operation("getOrder", answer=OrderSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        return reply(order_json(get_visible(orders_visible_to(viewer_of(request)), key)))


class SettleView(Endpoint):
    @operation(
        "settleOrder",
        answer=OrderSerializer,
        body=SettleSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        note, by = read_body(SettleSerializer, request)["note"], signed_in(request)
        seen = get_visible(orders_visible_to(by), key)
        settle_order(seen, by=by, note=note, now=clock.now())
        return reply(order_json(get_visible(orders_visible_to(by), key)))
