"""The tables of places, hours and offers."""

from spaces.models.hours import Closure, Hours, HoursEntry, OpenInterval, SchoolHoliday
from spaces.models.offer import Offer, OfferResource
from spaces.models.place import Place
from spaces.models.policy import Policy
from spaces.models.resource import Feature, Kind, Resource
from spaces.models.site import Site

__all__ = (
    "Closure",
    "Feature",
    "Hours",
    "HoursEntry",
    "Kind",
    "Offer",
    "OfferResource",
    "OpenInterval",
    "Place",
    "Policy",
    "Resource",
    "SchoolHoliday",
    "Site",
)
