"""The letter box of the demo house: it shows what a real house would send, codes included."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications.models import Message
from notifications.postman import CALENDAR_FILE
from notifications.selectors import demo_letters

NEWEST = 100
View = Callable[..., HttpResponse]


def only_in_the_demo(view: View) -> View:
    """Anywhere else there is no such page: it would read everybody's letters to everybody."""

    @require_safe
    @never_cache
    @functools.wraps(view)
    def guarded(request: HttpRequest, **address: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **address)

    return guarded


@only_in_the_demo
def letters(request: HttpRequest) -> HttpResponse:
    """The newest letters of everybody, or of the address asked for."""
    address = request.GET.get("adresse", "").strip().lower()
    readers = demo_letters().exclude(address="").order_by("address").distinct("address")
    content = {
        "letters": demo_letters(address=address)[:NEWEST],
        "readers": readers,
        "address": address,
    }
    return render(request, "pages/demo_letters.html", content)


@only_in_the_demo
def letter(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """One letter as its reader has it: page, text and calendar file."""
    return render(request, "pages/demo_letter.html", {"letter": _found(message_id)})


@only_in_the_demo
@xframe_options_sameorigin
def letter_page(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """The letter's own page, for a frame without scripts; its links lead out of the frame."""
    page = _found(message_id).html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(page)


@only_in_the_demo
def letter_calendar(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """The calendar file that comes with the letter."""
    message = _found(message_id)
    if not message.calendar:
        raise Http404
    kind = f"text/calendar; method={message.calendar_method}; charset=utf-8"
    disposition = f'attachment; filename="{CALENDAR_FILE}"'
    headers = {"Content-Type": kind, "Content-Disposition": disposition}
    return HttpResponse(message.calendar, headers=headers)


def _found(message_id: uuid.UUID) -> Message:
    return get_object_or_404(demo_letters(), pk=message_id)
