"""Organisations: one's own for members, all for staff."""

import uuid

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Organisation, OrganisationMember, Person
from accounts.permissions import is_staff, managed_organisations
from accounts.selectors import organisations_visible_to
from accounts.services.organisations import create_organisation
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body
from api.replies import reply
from api.serializers.people import (
    OrganisationRequestSerializer,
    OrganisationSerializer,
    organisation_json,
)
from api.views.audiences import with_audience
from core import clock


class OrganisationsView(Endpoint):
    @operation("listOrganisations", answer=page_of(OrganisationSerializer), query=PageQuery)
    def get(self, request: Request) -> HttpResponse:
        viewer = viewer_of(request)

        def shaped(one: Organisation) -> dict[str, object]:
            return organisation_json(one, with_members=_may_see_members(viewer, one))

        return reply_page(request, _with_members(organisations_visible_to(viewer)), shaped)

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
        return reply(organisation_json(created, with_members=True), 201)


class OrganisationView(Endpoint):
    @operation("getOrganisation", answer=OrganisationSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        viewer = viewer_of(request)
        one = get_visible(_with_members(organisations_visible_to(viewer)), key)
        return reply(organisation_json(one, with_members=_may_see_members(viewer, one)))


def _with_members(rows: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    members = OrganisationMember.objects.select_related("person").order_by("person__name", "pk")
    return rows.prefetch_related(Prefetch("memberships", queryset=members))


def _may_see_members(viewer: Person | None, organisation: Organisation) -> bool:
    """Staff and the organisation's own managers; its other members see its name."""
    return is_staff(viewer) or organisation.pk in managed_organisations(viewer)
