"""The one place that reads the clock; everything else is handed a time."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def today(zone: ZoneInfo) -> dt.date:
    """The calendar day it is now on the walls of `zone`."""
    return now().astimezone(zone).date()
