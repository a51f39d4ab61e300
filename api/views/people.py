"""People of the house, for its staff; and everybody's own file."""

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import Person
from accounts.selectors import find_people, organisations_visible_to, people_visible_to
from accounts.services.create_person import create_person
from accounts.services.update_person import update_person
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Text
from api.finding import find_visible, get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body, read_query
from api.replies import reply
from api.serializers.people import (
    PersonChangesSerializer,
    PersonRequestSerializer,
    PersonSerializer,
    person_json,
)
from api.views.audiences import with_audience
from core import clock


class PeopleQuery(PageQuery):
    search = Text(max_length=200, required=False, help_text="In name, e-mail or telephone.")


class PeopleView(Endpoint):
    @operation("listPeople", answer=page_of(PersonSerializer), query=PeopleQuery)
    def get(self, request: Request) -> HttpResponse:
        search = read_query(PeopleQuery, request).get("search", "")
        rows = find_people(search, viewer_of(request)).prefetch_related("organisations")
        return reply_page(request, rows.select_related("audience"), person_json)

    @operation(
        "createPerson",
        answer=PersonSerializer,
        status=201,
        body=PersonRequestSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request) -> HttpResponse:
        given, by = read_body(PersonRequestSerializer, request), signed_in(request)
        organisation = find_visible(organisations_visible_to(by), given.pop("organisation"))
        person = create_person(**given, organisation=organisation, by=by, now=clock.now())
        return reply(person_json(person), 201)


class PersonView(Endpoint):
    @operation("getPerson", answer=PersonSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        return reply(person_json(_person(request, key)))

    @operation(
        "updatePerson",
        answer=PersonSerializer,
        body=PersonChangesSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def patch(self, request: Request, key: uuid.UUID) -> HttpResponse:
        person = _person(request, key)
        changes = with_audience(read_body(PersonChangesSerializer, request))
        fresh = update_person(person, by=signed_in(request), now=clock.now(), **changes)
        return reply(person_json(fresh))


def _person(request: Request, key: uuid.UUID) -> Person:
    return get_visible(people_visible_to(viewer_of(request)), key)
