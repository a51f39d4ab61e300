"""A house that never closes, for the tests of what happens at midnight."""

import datetime as dt

from spaces.expansion import expand_from
from spaces.models import Site
from spaces.recurrence import add_weekly, create_hours
from tests.factories import make_site


def open_day_and_night(first: dt.date) -> Site:
    """Two lines a day from `first` on that touch at midnight, as of somebody who never closes."""
    site = make_site(days=0)
    site.hours.all().delete()
    hours = create_hours(site, kind="opening", name="Jour et nuit")
    for weekday in range(7):
        for opens, closes in ((dt.time(0), dt.time(12)), (dt.time(12), dt.time(0))):
            add_weekly(hours, weekday=weekday, opens=opens, closes=closes, valid_from=first)
    expand_from(hours, first)
    return site
