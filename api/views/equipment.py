"""Categories of equipment, and who is authorised for them."""

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.selectors import people_visible_to
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Id
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body, read_query
from api.replies import reply
from api.serializers.equipment import (
    AuthorisationRequestSerializer,
    AuthorisationSerializer,
    CategorySerializer,
    authorisation_json,
    category_json,
)
from api.serializers.nothing import NothingSerializer
from core import clock
from equipment.models import Category
from equipment.selectors import authorisations_visible_to
from equipment.services.give_authorisation import give_authorisation
from equipment.services.revoke_authorisation import revoke_authorisation


class AuthorisationsQuery(PageQuery):
    person = Id(required=False)
    category = Id(required=False)


class CategoriesView(Endpoint):
    @operation("listCategories", answer=page_of(CategorySerializer), query=PageQuery)
    def get(self, request: Request) -> HttpResponse:
        return reply_page(request, Category.objects.all(), category_json)


class AuthorisationsView(Endpoint):
    @operation(
        "listAuthorisations", answer=page_of(AuthorisationSerializer), query=AuthorisationsQuery
    )
    def get(self, request: Request) -> HttpResponse:
        asked = read_query(AuthorisationsQuery, request)
        wanted = {name: asked[name] for name in ("person", "category") if name in asked}
        rows = authorisations_visible_to(viewer_of(request)).filter(**wanted)
        return reply_page(request, rows, authorisation_json)

    @operation(
        "giveAuthorisation",
        answer=AuthorisationSerializer,
        status=201,
        body=AuthorisationRequestSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given, by = read_body(AuthorisationRequestSerializer, request), signed_in(request)
        authorisation = give_authorisation(
            person=get_visible(people_visible_to(by), given["person"]),
            category=get_visible(Category.objects.all(), given["category"]),
            valid_until=given["valid_until"],
            by=by,
            now=clock.now(),
        )
        return reply(authorisation_json(authorisation), 201)


class RevokeView(Endpoint):
    @operation(
        "revokeAuthorisation",
        answer=AuthorisationSerializer,
        body=NothingSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        by = signed_in(request)
        seen = get_visible(authorisations_visible_to(by), key)
        revoke_authorisation(seen, by=by, now=clock.now())
        return reply(authorisation_json(get_visible(authorisations_visible_to(by), key)))
