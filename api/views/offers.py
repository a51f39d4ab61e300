"""Offers: found by what is needed, shown at the caller's prices."""

import uuid
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from api.auth import viewer_of
from api.endpoint import Endpoint, operation, page_of
from api.fields import Choice, Id
from api.finding import get_visible
from api.pagination import PageQuery, reply_rows
from api.queries import read_query
from api.replies import reply
from api.serializers.offers import OfferSerializer, around, for_the_screen, offer_json
from core import clock
from spaces.models import Kind, Offer
from spaces.selectors import offers_visible_to

MOST_PEOPLE = 10_000


class OffersQuery(PageQuery):
    site = Id(required=False)
    kind = Choice(choices=Kind.choices, required=False)
    capacity = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE, required=False)
    feature = serializers.SlugField(
        max_length=40, required=False, help_text="The code of a feature, such as screen."
    )


class OffersView(Endpoint):
    @operation("listOffers", answer=page_of(OfferSerializer), query=OffersQuery)
    def get(self, request: Request) -> HttpResponse:
        viewer, asked = viewer_of(request), read_query(OffersQuery, request)
        feature = asked.get("feature")
        rows = offers_visible_to(
            viewer,
            site_id=asked.get("site"),
            kind=asked.get("kind", ""),
            capacity=asked.get("capacity"),
            features=(feature,) if feature else (),
        )

        def shaped(offers: list[Offer]) -> list[dict[str, Any]]:
            known = around(offers, viewer, clock.now())
            return [offer_json(offer, known) for offer in offers]

        return reply_rows(request, for_the_screen(rows), shaped)


class OfferView(Endpoint):
    @operation("getOffer", answer=OfferSerializer, refuses=(404,))
    def get(self, request: Request, key: uuid.UUID) -> HttpResponse:
        viewer = viewer_of(request)
        offer = get_visible(for_the_screen(offers_visible_to(viewer)), key)
        return reply(offer_json(offer, around([offer], viewer, clock.now())))
