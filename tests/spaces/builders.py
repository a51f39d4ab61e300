"""Sites and hours for tests, made as the house makes them."""

import datetime as dt

from spaces.models import Hours, Site
from spaces.recurrence import create_hours


def make_site(slug: str = "maison", **fields: object) -> Site:
    values = {
        "slug": slug,
        "name_fr": slug.capitalize(),
        "address": "1 boulevard Jacquard",
        "postcode": "62100",
        "city": "Calais",
    }
    return Site.objects.create(**(values | fields))


def make_hours(site: Site | None = None, **fields: object) -> Hours:
    values = {"kind": Hours.HoursKind.OPENING, "name": "Ouverture"}
    return create_hours(site or make_site(), **(values | fields))


def local(hours: Hours, moment: dt.datetime) -> str:
    """How the wall of the site shows an instant: day, time and offset."""
    return moment.astimezone(hours.site.zone).strftime("%Y-%m-%d %H:%M %z")
