"""A change that touches bookings is shown first: whom, when, what, why; then yes or no."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from bookings.admin.reasons import in_words
from bookings.models import Booking
from bookings.services.change_rules import Touched
from bookings.services.opening import rehearse

LISTED_AT_MOST = 100
_OWN_FIELDS = ("csrfmiddlewaretoken", "confirmed")
_CLOSED = frozenset({"closed"})


def in_two_steps(
    request: Any,
    act: Callable[[], Sequence[Booking]],
    *,
    title: str,
    back: str,
    carried: Mapping[str, str] | None = None,
) -> Any:
    """Do `act` on open time when nobody is touched or the person has said yes; else ask.

    `carried` replaces what the browser can't send twice, such as a file.
    """
    if not is_confirmed(request):
        touched = rehearse(act)
        if touched:
            rows = [Touched(booking, _CLOSED) for booking in touched]
            return question(request, rows, title=title, back=back, carried=carried or {})
    touched = act()
    if not touched:
        messages.success(request, "C’est enregistré. Aucune réservation n’est touchée.")
        return redirect(back)
    messages.warning(
        request, f"C’est enregistré. {counted(touched)} : les voici, pour prévenir chacun."
    )
    return redirect(list_of(touched))


def is_confirmed(request: Any) -> bool:
    return "confirmed" in request.POST


def question(
    request: Any,
    touched: Sequence[Touched],
    *,
    title: str,
    back: str,
    carried: Mapping[str, str],
) -> TemplateResponse:
    """The second step: the list of the touched, and every field again behind a button."""
    again = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OWN_FIELDS and name not in carried
        for value in values
    ]
    context = page_context(
        request,
        title,
        counted=counted(touched),
        touched=[(one.booking, in_words(one.codes)) for one in touched],
        again=[*again, *carried.items()],
        back=back,
    )
    return TemplateResponse(request, "admin/bookings/touched.html", context)


def tell(request: Any, touched: Sequence[Touched]) -> None:
    """After a change of rules that was confirmed: whom to call, behind a link."""
    words = "{} après ce changement : <a href='{}' class='underline'>les voir, pour prévenir</a>."
    link = list_of([one.booking for one in touched])
    messages.warning(request, format_html(words, counted(touched), link))


def counted(touched: Sequence[object]) -> str:
    """ "1 réservation touchée", "12 réservations touchées"."""
    plural = "s" if len(touched) > 1 else ""
    return f"{len(touched)} réservation{plural} touchée{plural}"


def page_context(request: Any, title: str, **more: Any) -> dict[str, Any]:
    """What every page of the admin needs to draw its frame."""
    return {**admin.site.each_context(request), "title": title, **more}


def list_of(touched: Sequence[Booking]) -> str:
    ids = ",".join(str(booking.pk) for booking in touched[:LISTED_AT_MOST])
    return f"{reverse('admin:bookings_booking_changelist')}?id__in={ids}"
