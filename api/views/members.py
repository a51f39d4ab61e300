"""Who belongs to an organisation: for staff who keep files, and for its own managers."""

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from accounts.models import OrganisationMember, Person
from accounts.selectors import members_visible_to, organisations_visible_to, people_visible_to
from accounts.services.members import add_member, change_member, remove_member
from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.errors import not_found
from api.finding import get_visible
from api.idempotency import once
from api.pagination import PageQuery, reply_page
from api.people import signed_in
from api.queries import read_body
from api.replies import no_content, reply
from api.serializers.organisations import (
    MemberChangesSerializer,
    MemberRequestSerializer,
    MemberSerializer,
    member_json,
)
from core import clock


class MembersView(Endpoint):
    @operation("listMembers", answer=page_of(MemberSerializer), query=PageQuery, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """All of them for staff and the organisation's managers; others there see themselves."""
        viewer = viewer_of(request)
        organisation = get_visible(organisations_visible_to(viewer), key)
        members = members_visible_to(viewer).filter(organisation=organisation)
        return reply_page(request, members, member_json)

    @operation(
        "addMember",
        answer=MemberSerializer,
        status=201,
        body=MemberRequestSerializer,
        refuses=(403, 404, 409),
        once=True,
    )
    @once
    def post(self, request: Request, key: uuid.UUID) -> HttpResponse:
        """The person is one that the caller may see: a manager asks the desk to add somebody."""
        given, by = read_body(MemberRequestSerializer, request), signed_in(request)
        organisation = get_visible(organisations_visible_to(by), key)
        person = get_visible(people_visible_to(by), given["person"])
        manages = given["is_manager"]
        added = add_member(organisation, person, is_manager=manages, by=by, now=clock.now())
        return reply(member_json(added), 201)


class MemberView(Endpoint):
    @operation(
        "changeMember",
        answer=MemberSerializer,
        body=MemberChangesSerializer,
        refuses=(403, 404, 422),
        once=True,
    )
    @once
    def patch(self, request: Request, key: uuid.UUID, person: uuid.UUID) -> HttpResponse:
        """422 `last_manager` when a manager would leave the organisation without one."""
        by = signed_in(request)
        member = _member(by, key, person)
        given = read_body(MemberChangesSerializer, request)
        manages = given.get("is_manager", member.is_manager)
        changed = change_member(member, is_manager=manages, by=by, now=clock.now())
        return reply(member_json(changed))

    @operation("removeMember", answer=None, status=204, refuses=(403, 404, 422))
    def delete(self, request: Request, key: uuid.UUID, person: uuid.UUID) -> HttpResponse:
        """422 `last_manager` when a manager would leave the organisation without one."""
        by = signed_in(request)
        remove_member(_member(by, key, person), by=by, now=clock.now())
        return no_content()


def _member(by: Person, organisation: uuid.UUID, person: uuid.UUID) -> OrganisationMember:
    members = members_visible_to(by).select_related("organisation")
    found = members.filter(organisation=organisation, person=person).first()
    if found is None:
        raise not_found()
    return found
