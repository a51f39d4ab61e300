"""Organisations: one's own for members, all for staff."""

import uuid

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Organisation, Person
from accounts.selectors import members_visible_to, organisations_visible_to
from accounts.services.create_organisation import create_organisation
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body
from api.replies import reply
from api.serializers.organisations import (
    OrganisationRequestSerializer,
    OrganisationSerializer,
    organisation_json,
)
from api.views.audiences import with_audience
from core import clock


class OrganisationsView(Endpoint):
    @operation("listOrganisations", answer=page_of(OrganisationSerializer), query=PageQuery)
    def get(self, request: Request) -> HttpResponse:
        return reply_page(request, _visible_to(viewer_of(request)), organisation_json)

    @operation(
        "createOrganisation",
        answer=OrganisationSerializer,
        status=201,
        body=OrganisationRequestSerializer,
        refuses=(403, 404),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given = with_audience(read_body(OrganisationRequestSerializer, request))
        created = create_organisation(**given, by=signed_in(request), now=clock.now())
        return reply(organisation_json(created), 201)


class OrganisationView(Endpoint):
    @operation("getOrganisation", answer=OrganisationSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        return reply(organisation_json(get_visible(_visible_to(viewer_of(request)), key)))


def _visible_to(viewer: Person | None) -> "QuerySet[Organisation]":
    members = Prefetch("memberships", queryset=members_visible_to(viewer))
    return organisations_visible_to(viewer).prefetch_related(members)
