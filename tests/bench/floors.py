"""The floors: the least that any system on this stack does for the same answer."""

from typing import Any

from django.db import IntegrityError, connection
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.ids import uuid7

INSERT = """
insert into bookings_claim (id, resource_id, period, active, pinned, block_id)
values (%s, %s, tstzrange(%s, %s), true, true, %s)
"""
TAKEN = """
select coalesce(json_agg(json_build_object(
    'resource', resource_id, 'starts_at', lower(period), 'ends_at', upper(period)
)), '[]')::text
from bookings_claim where active and period && tstzrange(%s, %s)
"""
FREE = """
select coalesce(json_agg(json_build_object(
    'resource', id, 'starts_at', lower(gap), 'ends_at', upper(gap)
)), '[]')::text
from (
    select r.id, unnest(o.periods - coalesce(t.periods, '{}')) as gap
    from spaces_resource r
    join (
        select h.site_id, range_agg(i.period * tstzrange(%(since)s, %(until)s)) as periods
        from spaces_openinterval i join spaces_hours h on h.id = i.hours_id
        where i.period && tstzrange(%(since)s, %(until)s) group by h.site_id
    ) o on o.site_id = r.site_id
    left join (
        select resource_id, range_agg(period) as periods from bookings_claim
        where active and period && tstzrange(%(since)s, %(until)s) group by resource_id
    ) t on t.resource_id = r.id
) gaps
"""


class Floor(APIView):
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()


class Nothing(Floor):
    def get(self, request: Request) -> Response:
        return Response({})


class InsertClaim(Floor):
    def post(self, request: Request) -> Response:
        given: Any = request.data
        values = [uuid7(), *(given[name] for name in ("resource", "starts_at", "ends_at", "block"))]
        try:
            with connection.cursor() as cursor:
                cursor.execute(INSERT, values)
        except IntegrityError:
            return Response({}, status=409)
        return Response({}, status=201)


class TakenRows(Floor):
    def get(self, request: Request) -> HttpResponse:
        return _text(TAKEN, [request.GET["from"], request.GET["to"]])


class FreeRanges(Floor):
    def get(self, request: Request) -> HttpResponse:
        return _text(FREE, {"since": request.GET["from"], "until": request.GET["to"]})


def _text(statement: str, parameters: Any) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row = cursor.fetchone()
    return HttpResponse(row[0] if row else "[]", content_type="application/json")
