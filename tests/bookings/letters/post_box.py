"""The house in which letters are written, and the box in which they are found."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Person
from notifications.models import Message
from notifications.postman import Postman
from notifications.services.deliver import Step, deliver_next
from spaces.models import Kind, Offer, Site
from tests.factories import NOW, make_offer, make_person, make_policy, make_site


@dataclass(frozen=True)
class House:
    """A fablab with two printers, a hall that the team approves, a member and a host."""

    site: Site
    printers: Offer
    hall: Offer
    rose: Person
    host: Person


def make_house() -> House:
    site = make_site(slug="fablab")
    site.directions_fr, site.directions_en = "Sonnez à la porte bleue.", "Ring at the blue door."
    site.save()
    approval = make_policy(needs_approval=True)
    names = {"name_fr": "Imprimante 3D", "name_en": "3D printer"}
    return House(
        site=site,
        printers=make_offer(site, kind=Kind.PRINTER_3D, count=2, choose_by_name=True, **names),
        hall=make_offer(site, kind=Kind.SPACE, policy=approval, name_fr="Atelier", name_en="Hall"),
        rose=make_person("Rose Delattre", email="rose@example.org"),
        host=make_person("Hélène Caron", role="host", site=site),
    )


def deliver(now: dt.datetime = NOW) -> None:
    """All that is due, as the worker does it."""
    with Postman() as postman:
        while deliver_next(postman, now=now) is Step.DONE:
            pass


def letters(*, state: str = "sent") -> list[Message]:
    """What was sent, or stands elsewhere, in the order of its making."""
    return list(Message.objects.filter(state=state).order_by("pk"))


def the_letter(kind: str) -> Message:
    return Message.objects.get(kind=kind, state="sent")
