"""Hours as a human writes them: a week of lines, days apart, days off."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from bookings.admin.hours_forms import DaysOffForm, LineFormSet, SpecialDayForm
from bookings.admin.two_steps import in_two_steps, page_context
from bookings.models import Booking
from bookings.services.opening import (
    change_days_off,
    change_hours,
    clear_special_day,
    set_special_day,
)
from core import clock
from core.admin import AuditedAdmin
from core.errors import DomainError
from spaces.models import Hours
from spaces.recurrence import create_calendar
from spaces.timetable_reading import special_days, weekly_lines

Act = Callable[[], list[Booking]]


@admin.register(Hours)
class HoursAdmin(AuditedAdmin):
    list_display = ("name", "site", "kind", "is_default")
    list_filter = ("site", "kind")
    list_select_related = ("site",)
    fields = ("site", "kind", "name", "is_default")
    help_texts = {
        "site": "Ne change plus ensuite.",
        "kind": "Ouverture : les portes. Présence : quand quelqu’un aide aux machines.",
        "name": "Pour s’y retrouver : « Été », « Fablab en soirée ».",
        "is_default": "Coché : valent pour tout le site ; une fois par nature. Décoché : pour les "
        "offres qui les choisissent.",
    }

    def has_delete_permission(self, request: Any, obj: Hours | None = None) -> bool:
        """Offers and bookings stand on hours: to stop them, empty their week."""
        return False

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Only new hours come here; their week is written on the next page."""
        obj.calendar = create_calendar(obj.name)
        super().save_model(request, obj, form, change)

    def response_add(self, request: Any, obj: Hours, post_url_continue: Any = None) -> Any:
        return redirect(_page_of(obj))

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        hours = self.get_object(request, object_id)
        if hours is None:
            messages.warning(request, "Ces horaires n’existent pas ou plus.")
            return redirect("admin:index")
        if not self.has_change_permission(request, hours):
            raise PermissionDenied
        page = HoursPage(request, hours)
        return page.answer() or self._show(request, page)

    def _show(self, request: Any, page: "HoursPage") -> TemplateResponse:
        context = page_context(
            request,
            str(page.hours),
            page=page,
            media=self.media + page.lines.media + page.day.media,
        )
        return TemplateResponse(request, "admin/bookings/hours.html", context)


class HoursPage:
    """One request for the page of one set of hours: three forms, told apart by `act`."""

    def __init__(self, request: Any, hours: Hours) -> None:
        self.request, self.hours, self.now = request, hours, clock.now()
        self.today = self.now.astimezone(hours.site.zone).date()
        self.asked = request.POST.get("act", "") if request.method == "POST" else ""
        self.lines = LineFormSet(self._data("lines"), initial=self._initial_lines(), prefix="lines")
        self.day = SpecialDayForm(self._data("day"), prefix="day")
        self.days_off = DaysOffForm(self._data("days_off"), instance=hours.site, prefix="days_off")

    @property
    def special_days(self) -> list[tuple[dt.date, str]]:
        """Dates set apart, with their hours in words."""
        zone = self.hours.site.zone
        return [
            (
                special.day,
                ", ".join(
                    f"{period.starts_at.astimezone(zone):%H:%M} – "
                    f"{period.ends_at.astimezone(zone):%H:%M}"
                    for period in special.periods
                )
                or "fermé",
            )
            for special in special_days(self.hours, since=self.today)
        ]

    def answer(self) -> Any:
        """The response to a form that could be read, else None: show the page."""
        acts = {
            "lines": self._change_lines,
            "day": self._set_day,
            "clear": self._clear_day,
            "days_off": self._change_days_off,
        }
        prepare = acts.get(self.asked)
        act = prepare() if prepare else None
        if act is None:
            return None
        try:
            return in_two_steps(self.request, act, title=str(self.hours), back=_page_of(self.hours))
        except DomainError as refusal:
            messages.error(self.request, refusal.message)
            return None

    def _data(self, act: str) -> Any:
        return self.request.POST if self.asked == act else None

    def _initial_lines(self) -> list[dict[str, Any]]:
        fields = ("id", "weekday", "opens", "closes", "season", "valid_from", "valid_until")
        lines = weekly_lines(self.hours, on_or_after=self.today)
        return [{name: getattr(line, name) for name in fields} for line in lines]

    def _change_lines(self) -> Act | None:
        if not self.lines.is_valid():
            return None
        kept = [
            form.line(self.today)
            for form in self.lines.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        return lambda: change_hours(self.hours, entries=kept, by=self.request.user, now=self.now)

    def _set_day(self) -> Act | None:
        if not self.day.is_valid():
            return None
        day, times = self.day.cleaned_data["day"], self.day.times()
        return lambda: set_special_day(
            self.hours, day=day, times=times, by=self.request.user, now=self.now
        )

    def _clear_day(self) -> Act | None:
        try:
            day = dt.date.fromisoformat(self.request.POST.get("clear_day", ""))
        except ValueError:
            return None
        return lambda: clear_special_day(self.hours, day=day, by=self.request.user, now=self.now)

    def _change_days_off(self) -> Act | None:
        if not self.days_off.is_valid():
            return None
        data = self.days_off.cleaned_data
        return lambda: change_days_off(
            self.hours.site,
            closes_on_public_holidays=data["closes_on_public_holidays"],
            school_zone=data["school_zone"],
            by=self.request.user,
            now=self.now,
        )


def _page_of(hours: Hours) -> str:
    return reverse("admin:spaces_hours_change", args=(hours.pk,))
