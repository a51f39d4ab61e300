"""The forms of a set of hours: its week, one day apart, the days off of its site."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminSingleTimeWidget,
    UnfoldBooleanWidget,
)

from spaces.models import HoursEntry, Site
from spaces.timetable import Times, WeeklyLine

CLOCK = "%H:%M"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class LineForm(forms.Form):
    """One weekly line."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    weekday = forms.TypedChoiceField(
        label="Jour",
        choices=tuple(enumerate(WEEKDAYS)),
        coerce=int,
        initial="0",
        widget=UnfoldAdminSelectWidget({"aria-label": "Jour"}),
    )
    opens = forms.TimeField(
        label="Ouvre", widget=UnfoldAdminSingleTimeWidget({"aria-label": "Ouvre"}, format=CLOCK)
    )
    closes = forms.TimeField(
        label="Ferme", widget=UnfoldAdminSingleTimeWidget({"aria-label": "Ferme"}, format=CLOCK)
    )
    season = forms.ChoiceField(
        label="Saison",
        choices=HoursEntry.Season.choices,
        initial=HoursEntry.Season.ALWAYS.value,
        widget=UnfoldAdminSelectWidget({"aria-label": "Saison"}),
    )
    valid_from = forms.DateField(
        label="À partir du",
        required=False,
        widget=UnfoldAdminSingleDateWidget({"aria-label": "À partir du"}),
    )
    valid_until = forms.DateField(
        label="Jusqu’au (inclus)",
        required=False,
        widget=UnfoldAdminSingleDateWidget({"aria-label": "Jusqu’au (inclus)"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "La fin est avant le début.")
        return data

    def line(self, today: dt.date) -> WeeklyLine:
        """The line as a value; without a first day it begins today."""
        data = self.cleaned_data
        known: uuid.UUID | None = data["id"]
        return WeeklyLine(
            id=known,
            weekday=data["weekday"],
            opens=data["opens"],
            closes=data["closes"],
            season=data["season"],
            valid_from=data["valid_from"] or today,
            valid_until=data["valid_until"],
        )


LineFormSet = forms.formset_factory(LineForm, extra=3, can_delete=True)


class SpecialDayForm(forms.Form):
    """The hours of one date, in at most two stretches; none means closed."""

    day = forms.DateField(
        label="Date",
        widget=UnfoldAdminSingleDateWidget,
        help_text="Ce jour-là suit ces heures au lieu de celles de la semaine.",
    )
    opens = forms.TimeField(label="Ouvre", required=False, widget=UnfoldAdminSingleTimeWidget)
    closes = forms.TimeField(label="Ferme", required=False, widget=UnfoldAdminSingleTimeWidget)
    opens_again = forms.TimeField(
        label="Rouvre", required=False, widget=UnfoldAdminSingleTimeWidget
    )
    closes_again = forms.TimeField(
        label="Referme",
        required=False,
        widget=UnfoldAdminSingleTimeWidget,
        help_text="Sans heures : fermé ce jour-là.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for opens, closes in (("opens", "closes"), ("opens_again", "closes_again")):
            if (data.get(opens) is None) != (data.get(closes) is None):
                self.add_error(closes, "Donnez les deux heures, ou aucune.")
        return data

    def times(self) -> list[Times]:
        data = self.cleaned_data
        pairs = ((data["opens"], data["closes"]), (data["opens_again"], data["closes_again"]))
        return [(opens, closes) for opens, closes in pairs if opens is not None]


class DaysOffForm(forms.ModelForm[Site]):
    """What the whole site does on public holidays, and whose school holidays it follows."""

    class Meta:
        model = Site
        fields = ("closes_on_public_holidays", "school_zone")
        widgets = {
            "closes_on_public_holidays": UnfoldBooleanWidget,
            "school_zone": UnfoldAdminSelectWidget,
        }
        help_texts = {
            "closes_on_public_holidays": "Coché : fermé chaque jour férié, sans avoir à y penser.",
            "school_zone": "Dit quand valent les plages « vacances » et « période scolaire ».",
        }
