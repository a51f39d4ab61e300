"""One booking as a calendar file, for whoever may see the booking."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Person
from bookings.calendar_files.files import publish_file
from bookings.entries import entry_of, organizer
from bookings.selectors.bookings import get_visible_booking
from core.errors import NotFound

CONTENT_TYPE = "text/calendar; charset=utf-8"


@never_cache
@require_safe
def booking_file(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """The file to put into a calendar by hand; 404 for strangers and for others' bookings."""
    viewer = request.user if isinstance(request.user, Person) else None
    try:
        booking = get_visible_booking(booking_id, viewer)
    except NotFound as hidden:
        raise Http404 from hidden
    text = publish_file([entry_of(booking)], organizer=organizer())
    headers = {"Content-Disposition": 'attachment; filename="reservation.ics"'}
    return HttpResponse(text, content_type=CONTENT_TYPE, headers=headers)
