"""Every change of open time in the admin is shown first: whom it touches, then yes or no."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from bookings.models import Booking
from bookings.services.opening import rehearse

LISTED_AT_MOST = 100
_OWN_FIELDS = ("csrfmiddlewaretoken", "confirmed")


def in_two_steps(
    request: Any,
    act: Callable[[], Sequence[Booking]],
    *,
    title: str,
    back: str,
    carried: Mapping[str, str] | None = None,
) -> Any:
    """Do `act` when nobody is touched or the person has said yes; else show who is, and ask.

    `carried` replaces what the browser can't send twice, such as a file.
    """
    if "confirmed" not in request.POST:
        touched = rehearse(act)
        if touched:
            return _question(request, touched, title=title, back=back, carried=carried or {})
    touched = act()
    if not touched:
        messages.success(request, "C’est enregistré. Aucune réservation n’est touchée.")
        return redirect(back)
    messages.warning(
        request, f"C’est enregistré. {counted(touched)} : les voici, pour prévenir chacun."
    )
    return redirect(_list_of(touched))


def counted(touched: Sequence[Booking]) -> str:
    """ "1 réservation touchée", "12 réservations touchées"."""
    plural = "s" if len(touched) > 1 else ""
    return f"{len(touched)} réservation{plural} touchée{plural}"


def page_context(request: Any, title: str, **more: Any) -> dict[str, Any]:
    """What every page of the admin needs to draw its frame."""
    return {**admin.site.each_context(request), "title": title, **more}


def _question(
    request: Any,
    touched: Sequence[Booking],
    *,
    title: str,
    back: str,
    carried: Mapping[str, str],
) -> TemplateResponse:
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
        touched=touched,
        again=[*again, *carried.items()],
        back=back,
    )
    return TemplateResponse(request, "admin/bookings/touched.html", context)


def _list_of(touched: Sequence[Booking]) -> str:
    ids = ",".join(str(booking.pk) for booking in touched[:LISTED_AT_MOST])
    return f"{reverse('admin:bookings_booking_changelist')}?id__in={ids}"
