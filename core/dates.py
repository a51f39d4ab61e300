"""Dates and times in words, on the clock of the site."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.translation import is_english


def has_two_readings(at: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock shows this time twice that night."""
    wall = at.astimezone(zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def time_in_words(at: dt.datetime, zone: ZoneInfo) -> str:
    """« 14 h », « 14 h 05 »; in English « 14:05 ». A time that comes twice says which it is."""
    local = at.astimezone(zone)
    if is_english():
        return f"{local:%H:%M}{_which_of_two(local, zone)}"
    minutes = f"\N{NO-BREAK SPACE}{local:%M}" if local.minute else ""
    return f"{local.hour}\N{NO-BREAK SPACE}h{minutes}{_which_of_two(local, zone)}"


def day_in_words(at: dt.datetime, zone: ZoneInfo) -> str:
    """« mercredi 25 novembre », « mardi 1er décembre »; in English « Wednesday 25 November »."""
    words = date_format(at.astimezone(zone), "l j F")
    return words if is_english() else words.replace(" 1 ", " 1er ")


def period_in_words(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> str:
    """« mercredi 25 novembre, 14 h – 16 h », with both days when it runs through the night."""
    first, last = day_in_words(start, zone), day_in_words(end, zone)
    until = "" if first == last else f"{last}, "
    return f"{first}, {time_in_words(start, zone)} – {until}{time_in_words(end, zone)}"


def _which_of_two(local: dt.datetime, zone: ZoneInfo) -> str:
    if not has_two_readings(local, zone):
        return ""
    return f" ({_('heure d’été') if local.dst() else _('heure d’hiver')})"
