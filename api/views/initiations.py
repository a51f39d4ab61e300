"""Requests to be shown a kind of equipment: asked, listed, closed."""

import uuid
from functools import partial

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.selectors import people_visible_to
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Choice, Id
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body, read_query
from api.replies import reply
from api.serializers.equipment import (
    InitiationRequestInputSerializer,
    InitiationRequestSerializer,
    OutcomeSerializer,
    initiation_json,
)
from core import clock
from equipment.models import Category, InitiationRequest
from equipment.selectors import requests_visible_to
from equipment.services.close_request import close_request
from equipment.services.request_initiation import request_initiation
from spaces.selectors import sites_visible_to


class InitiationsQuery(PageQuery):
    site = Id(required=False)
    state = Choice(choices=InitiationRequest.State.choices, required=False)


class InitiationsView(Endpoint):
    @operation(
        "listInitiationRequests",
        answer=page_of(InitiationRequestSerializer),
        query=InitiationsQuery,
    )
    def get(self, request: Request) -> HttpResponse:
        asked = read_query(InitiationsQuery, request)
        wanted = {name: asked[name] for name in ("site", "state") if name in asked}
        viewer = viewer_of(request)
        rows = requests_visible_to(viewer).filter(**wanted)
        return reply_page(request, rows, partial(initiation_json, viewer=viewer))

    @operation(
        "askInitiation",
        answer=InitiationRequestSerializer,
        status=201,
        body=InitiationRequestInputSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given, by = read_body(InitiationRequestInputSerializer, request), signed_in(request)
        asked = request_initiation(
            person=get_visible(people_visible_to(by), given.get("for_person") or by.pk),
            category=get_visible(Category.objects.all(), given["category"]),
            site=get_visible(sites_visible_to(by), given["site"]),
            possible_times=given["possible_times"],
            note=given["note"],
            by=by,
            now=clock.now(),
        )
        return reply(initiation_json(asked, by), 201)


class CloseInitiationView(Endpoint):
    @operation(
        "closeInitiationRequest",
        answer=InitiationRequestSerializer,
        body=OutcomeSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        outcome, by = read_body(OutcomeSerializer, request)["outcome"], signed_in(request)
        seen = get_visible(requests_visible_to(by), key)
        close_request(seen, outcome=outcome, by=by, now=clock.now())
        return reply(initiation_json(get_visible(requests_visible_to(by), key), by))
