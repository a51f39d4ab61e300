"""An event to begin with, and the house that invites to it."""

import datetime as dt

from bookings.calendar_files.events import Address, Entry

HOUSE = Address(email="accueil@mnic.example", name="Maison du numérique")
ROSE = Address(email="rose@example.org", name="Rose Delattre")
DEFAULTS = {
    "uid": "0190-abc@mnic.example",
    "sequence": 0,
    "starts_at": dt.datetime(2027, 3, 2, 13, tzinfo=dt.UTC),
    "ends_at": dt.datetime(2027, 3, 2, 15, tzinfo=dt.UTC),
    "zone": "Europe/Paris",
    "status": "CONFIRMED",
    "changed_at": dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC),
    "summary": "Imprimante 3D",
}


def an_entry(**fields: object) -> Entry:
    return Entry(**{**DEFAULTS, **fields})  # type: ignore[arg-type]  # the defaults are of many types
