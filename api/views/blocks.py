"""Blocks: taken out of use by staff, and given back."""

import uuid
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Person
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Id
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body, read_query
from api.replies import no_content, reply
from api.serializers.blocks import (
    BlockRequestSerializer,
    BlockSerializer,
    MoveBlockSerializer,
    block_json,
)
from api.serializers.periods import period_of
from api.spans import OpenSpanQuery, end_of_span, zone_of
from bookings.models import Block, Claim
from bookings.selectors.bookings import blocks_visible_to
from bookings.services.blocks import create_block, lift_block, move_block
from core import clock
from spaces.selectors import sites_visible_to


class BlocksQuery(OpenSpanQuery, PageQuery):
    site = Id(required=False)


class BlocksView(Endpoint):
    @operation("listBlocks", answer=page_of(BlockSerializer), query=BlocksQuery, refuses=(404,))
    def get(self, request: Request) -> HttpResponse:
        viewer = viewer_of(request)
        rows = _filtered(blocks_visible_to(viewer), read_query(BlocksQuery, request), viewer)
        return reply_page(request, _with_resources(rows), block_json)

    @operation(
        "createBlock",
        answer=BlockSerializer,
        status=201,
        body=BlockRequestSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given, by = read_body(BlockRequestSerializer, request), signed_in(request)
        site = get_visible(sites_visible_to(by), given["site"])
        block = create_block(
            site_id=site.pk,
            resource_ids=list(dict.fromkeys(given["resources"])),
            period=period_of(given),
            kind=given["kind"],
            note=given["note"],
            by=by,
            now=clock.now(),
        )
        return reply(block_json(get_visible(_with_resources(Block.objects.all()), block.pk)), 201)


class BlockView(Endpoint):
    @operation("liftBlock", answer=None, status=204, refuses=(403, 404, 409))
    def delete(self, request: Request, key: uuid.UUID) -> HttpResponse:
        by = signed_in(request)
        block = get_visible(blocks_visible_to(by), key)
        lift_block(block.pk, by=by, now=clock.now())
        return no_content()


class MoveBlockView(Endpoint):
    @operation(
        "moveBlock",
        answer=BlockSerializer,
        body=MoveBlockSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """To another time, of the same things."""
        period, by = period_of(read_body(MoveBlockSerializer, request)), signed_in(request)
        block = move_block(key, period=period, by=by, now=clock.now())
        return reply(block_json(get_visible(_with_resources(Block.objects.all()), block.pk)))


def _with_resources(rows: "QuerySet[Block]") -> "QuerySet[Block]":
    claims = Claim.objects.select_related("resource").order_by("resource__position", "pk")
    return rows.select_related("created_by").prefetch_related(Prefetch("claims", queryset=claims))


def _filtered(
    rows: "QuerySet[Block]", asked: dict[str, Any], viewer: Person | None
) -> "QuerySet[Block]":
    zone = zone_of(asked, viewer)
    wanted = {
        "site_id": asked.get("site"),
        "ends_at__gt": end_of_span(asked, "from", zone),
        "starts_at__lt": end_of_span(asked, "to", zone),
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})
