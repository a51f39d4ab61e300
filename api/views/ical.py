"""GET /ical/{token}.ics: what a calendar programme reads, known by nothing but the secret token.

It stands outside API v1: no session, no account, no JSON. An unknown token, a revoked one and one
whose right has ended are answered alike.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from api.throttles import client_address, seconds_to_wait
from bookings.selectors.feed_content import content_of
from bookings.selectors.feeds import find_feed
from bookings.services.feeds import note_read
from core import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"


@require_safe
def read_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed; 304 without writing it when the reader has it already, 404 for whoever guesses."""
    if wait := seconds_to_wait("feed", client_address(request)):
        return _later(wait)
    now, feed = clock.now(), find_feed(token)
    if feed is None:
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    if wait := seconds_to_wait("one_feed", str(feed.pk)):
        return _later(wait)
    content = content_of(feed, now=now)
    note_read(feed, now=now)
    headers = {"ETag": content.etag, "Cache-Control": "private, no-cache"}
    known = get_conditional_response(
        request, etag=content.etag, response=HttpResponse(headers=headers)
    )
    if known is not None and known.status_code == 304:
        return known
    return HttpResponse(content.as_text(), content_type=CONTENT_TYPE, headers=headers)


def _later(wait: int) -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(wait)})
