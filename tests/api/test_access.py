"""Who is let in: tokens and their scopes, sessions and CSRF, and visitors only where listed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import ApiToken
from accounts.services.tokens import create_token, revoke_token
from api.access import FOR_VISITORS
from bookings.models import Booking
from bookings.services import checks
from tests.api.callers import ROOT, Caller
from tests.api.conftest import House
from tests.factories import NOW, make_organisation, make_person

ANY_ID = str(UUID(int=0))
METHODS = ("get", "post", "put", "patch", "delete")
# Outside API v1: addresses that strangers may open, by route.
OPEN_ROUTES = {
    "api/schema/",
    "api/docs/",
    "api/",  # itself, and what no view has: 404 for everybody
    "api/v1/",
}


def test_a_read_only_token_reads_and_does_not_write(house: House) -> None:
    reader = Caller(house.member, scope=ApiToken.Scope.READ)
    assert reader.get("bookings/").status_code == 200
    refused = reader.post("bookings/", house.body())
    assert refused.status_code == 403
    assert refused.json()["code"] == "token_read_only"
    assert not Booking.objects.exists()
    assert Caller(house.member).post("bookings/", house.body()).status_code == 201


@pytest.mark.parametrize("header", ["Token", "Token ", "Token x", "Token \xe9", "token mnic_x y"])
def test_a_bad_token_is_401_even_on_public_addresses(house: House, header: str) -> None:
    visitor = Caller()
    visitor.headers["Authorization"] = header
    refused = visitor.get("sites/")
    assert refused.status_code == 401
    assert refused.json()["code"] == "bad_token"
    assert refused.headers["WWW-Authenticate"] == "Token"


def test_a_token_ends_when_revoked_expired_or_its_person_leaves(house: House) -> None:
    caller = Caller(house.member)
    assert caller.get("people/me/").status_code == 200
    revoke_token(house.member.api_tokens.get(), by=house.member, now=NOW)
    assert caller.get("people/me/").status_code == 401
    _, key = create_token(
        house.member, name="t", scope="read", now=NOW, expires_at=NOW + dt.timedelta(seconds=1)
    )
    caller.headers["Authorization"] = f"Token {key}"
    assert caller.get("people/me/").status_code == 200
    ApiToken.objects.update(expires_at=NOW)
    assert caller.get("people/me/").status_code == 401
    caller = Caller(house.host)
    house.host.is_active = False
    house.host.save()
    assert caller.get("people/me/").status_code == 401


def test_a_token_of_staff_waits_for_the_second_factor_where_one_is_required(
    house: House, settings: Any
) -> None:
    host, member = Caller(house.host), Caller(house.member)
    assert host.get("people/").status_code == 200
    settings.MNIC_STAFF_MFA_REQUIRED = True
    refused = host.get("people/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    assert member.get("people/me/").status_code == 200


def test_a_visitors_hold_is_confirmed_by_nobody_of_the_staff(house: House) -> None:
    visitor, host = Client(), Caller(house.host)
    held = _post(visitor, "bookings/", house.body(hold=True)).json()
    assert "confirm" not in host.get(f"bookings/{held['id']}/").json()["actions"]
    assert host.post(f"bookings/{held['id']}/confirm/", {}).status_code == 403
    booking = Booking.objects.get()
    assert (booking.state, booking.person) == ("hold", None)


def test_nobody_books_for_an_organisation_of_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = make_organisation(make_person())
    body = house.body(organisation=str(club.pk))
    assert Caller(house.member).post("bookings/", body).status_code == 404
    host = Caller(house.host)
    refused = host.post("bookings/", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert not Booking.objects.exists()
    monkeypatch.setattr(checks, "_check_belongs", lambda _: None)
    assert host.post("bookings/", body).status_code == 201, "the control"


@pytest.fixture
def signed_in(house: House) -> Client:
    """The member's browser: a session, and CSRF enforced as in real life."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.member)
    return client


def _post(signed_in: Client, path: str, body: Any, **headers: str) -> Any:
    return signed_in.post(ROOT + path, body, content_type="application/json", headers=headers)


def test_a_session_needs_its_csrf_token(house: House, signed_in: Client) -> None:
    refused = _post(signed_in, "bookings/", house.body())
    assert refused.status_code == 403
    assert refused.json()["code"] == "csrf_failed"
    assert not Booking.objects.exists()
    signed_in.get(ROOT + "me-context/")
    token = signed_in.cookies["csrftoken"].value
    assert _post(signed_in, "bookings/", house.body(), **{"X-CSRFToken": token}).status_code == 201


def test_json_sent_as_text_is_refused(house: House, signed_in: Client) -> None:
    signed_in.get(ROOT + "me-context/")
    token = signed_in.cookies["csrftoken"].value
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        refused = signed_in.generic(
            "POST", ROOT + "bookings/", b"{}", kind, headers={"X-CSRFToken": token}
        )
        assert refused.status_code == 415
        assert refused.json()["code"] == "unsupported_media_type"
    assert not Booking.objects.exists()


def test_a_visitor_with_a_session_needs_it_too(house: House) -> None:
    visitor = Client(enforce_csrf_checks=True)
    held = _post(visitor, "bookings/", house.body(hold=True))
    assert held.status_code == 201  # no cookie yet: there is nothing to ride on
    cancel = f"bookings/{held.json()['id']}/cancel/"
    assert _post(visitor, cancel, {}).status_code == 403
    visitor.get(ROOT + "me-context/")
    token = visitor.cookies["csrftoken"].value
    assert _post(visitor, cancel, {}, **{"X-CSRFToken": token}).status_code == 200


def test_an_unknown_session_is_a_visitor(house: House) -> None:
    client = Client()
    client.cookies["sessionid"] = SessionStore()._get_new_session_key()
    assert client.get(ROOT + "people/me/").status_code == 401
    assert client.get(ROOT + "sites/").status_code == 200


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        else:
            yield route, pattern


def _api_patterns() -> list[tuple[str, URLPattern]]:
    return [
        (route, pattern)
        for route, pattern in _patterns(get_resolver())
        if route.startswith("api/v1/") and route not in OPEN_ROUTES
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "name"), [(route, pattern.name or "") for route, pattern in _api_patterns()]
)
def test_visitors_are_denied_wherever_they_are_not_listed(route: str, name: str) -> None:
    client = Client()
    path = "/" + route.replace("<uuid:key>", ANY_ID).replace("<uuid:person>", ANY_ID)
    for method in METHODS:
        status = getattr(client, method)(path, content_type="application/json").status_code
        if (method.upper(), name) not in FOR_VISITORS:
            assert status in {401, 405}, (method, path, status)


def test_the_list_for_visitors_names_nothing_that_is_not_there() -> None:
    assert {name for _, name in FOR_VISITORS} <= {pattern.name for _, pattern in _api_patterns()}


@pytest.mark.django_db
def test_every_other_address_denies_strangers_unless_listed() -> None:
    """Addresses outside API v1: pages for strangers are listed in the pages' own test."""
    client = Client(raise_request_exception=False)
    inside = {route for route, _ in _api_patterns()}
    for route, _ in _patterns(get_resolver()):
        if not route.startswith("api/") or route in inside:
            continue
        assert route in OPEN_ROUTES, route
        assert client.get("/" + route).status_code in {200, 302}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/", "/api/v1/"])
def test_the_address_of_the_api_leads_readers_to_its_page(path: str) -> None:
    client = Client()
    assert client.get(path).headers["Location"] == "/api/docs/"
    for missing in (client.get(path + "nowhere/"), client.post(path)):
        assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_an_inactive_person_with_a_session_is_a_visitor(house: House, signed_in: Client) -> None:
    assert signed_in.get(ROOT + "people/me/").status_code == 200
    house.member.is_active = False
    house.member.save()
    assert signed_in.get(ROOT + "people/me/").status_code == 401


def test_a_token_does_not_need_csrf(house: House) -> None:
    _, key = create_token(make_person(), name="t", scope="write", now=NOW)
    client = Client(enforce_csrf_checks=True)
    made = _post(client, "bookings/", house.body(), Authorization=f"Token {key}")
    assert made.status_code == 201
