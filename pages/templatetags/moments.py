"""{{ at|moment }}: a day and a time in words, on the clock of the house."""

import datetime as dt

from django import template
from django.utils import timezone

from core.dates import day_in_words, time_in_words

register = template.Library()


@register.filter
def moment(at: dt.datetime) -> str:
    """« dimanche 22 novembre, 22 h 59 »; in English « Sunday 22 November, 22:59 »."""
    zone = timezone.get_default_timezone()
    return f"{day_in_words(at, zone)}, {time_in_words(at, zone)}"
