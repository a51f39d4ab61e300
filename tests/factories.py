"""Small houses for tests: sites with open hours, offers with resources, people with roles."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Audience, Organisation, OrganisationMember, Person, RoleAssignment
from bookings.models import Booking
from bookings.request import BookingRequest, ItemRequest
from bookings.services.create_booking import create_booking
from core.period import Period
from equipment.models import Category, EquipmentModel, Lender, LoanAgreement, Machine
from memberships.models import Tariff
from spaces.models import (
    Hours,
    Kind,
    Offer,
    OfferResource,
    OpenInterval,
    Policy,
    Resource,
    Site,
)
from spaces.recurrence import create_calendar

PARIS = ZoneInfo("Europe/Paris")
# A Monday in winter, eight in the morning in Calais: the moment at which most tests happen.
NOW = dt.datetime(2027, 1, 11, 8, 0, tzinfo=PARIS).astimezone(dt.UTC)
_numbers = itertools.count(1)


def at(day: int, hour: int, minute: int = 0, *, month: int = 1) -> dt.datetime:
    """A wall-clock time in Calais in 2027, as an instant."""
    return dt.datetime(2027, month, day, hour, minute, tzinfo=PARIS).astimezone(dt.UTC)


def period(day: int, start: int, end: int, *, month: int = 1) -> Period:
    """Whole hours of one day in Calais in 2027."""
    return Period(at(day, start, month=month), at(day, end, month=month))


def make_audience(code: str = "resident") -> Audience:
    """One that every house begins with, also after a test that emptied all tables."""
    return Audience.objects.get_or_create(code=code, defaults={"name_fr": code})[0]


def make_person(
    name: str = "", *, role: str | None = None, site: Site | None = None, **fields: Any
) -> Person:
    """A member, or a member of staff with one role; each with an e-mail of their own."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    person = Person(name=name or f"Personne {number}", **fields)
    person.set_unusable_password()
    person.save()
    if role:
        RoleAssignment.objects.create(person=person, role=role, site=site)
    return person


def make_organisation(*managers: Person) -> Organisation:
    organisation = Organisation.objects.create(name=f"Société {next(_numbers)}", kind="company")
    for person in managers:
        OrganisationMember.objects.create(organisation=organisation, person=person, is_manager=True)
    return organisation


def make_site(*, slug: str = "", opens: int = 8, closes: int = 20, days: int = 60) -> Site:
    """A site open every day between two hours, for `days` around NOW; never on holidays."""
    slug = slug or f"site-{next(_numbers)}"
    site = Site.objects.create(
        slug=slug,
        name_fr=f"Maison {slug}",
        name_en=f"House {slug}",
        address="1 rue Royale",
        postcode="62100",
        city="Calais",
        telephone="03 21 00 00 00",
        closes_on_public_holidays=False,
    )
    open_hours(site, "opening", opens, closes, days=days)
    return site


def open_hours(site: Site, kind: str, opens: int, closes: int, *, days: int = 60) -> Hours:
    """Default hours of one kind, with their intervals written straight away."""
    calendar = create_calendar(f"{site.slug} {kind}")
    hours = Hours.objects.create(site=site, kind=kind, name=kind, calendar=calendar)
    first = NOW.astimezone(PARIS).date() - dt.timedelta(days=2)
    OpenInterval.objects.bulk_create(
        OpenInterval(hours=hours, period=_on(first + dt.timedelta(days=n), opens, closes))
        for n in range(days)
    )
    return hours


def _on(day: dt.date, opens: int, closes: int) -> Any:
    midnight = dt.datetime.combine(day, dt.time(), PARIS)
    return Period(
        midnight.replace(hour=opens).astimezone(dt.UTC),
        midnight.replace(hour=closes).astimezone(dt.UTC),
    ).as_range()


def make_policy(**fields: Any) -> Policy:
    return Policy.objects.create(**{"name": f"Règles {next(_numbers)}", **fields})


def make_resources(site: Site, count: int = 1, *, kind: str = Kind.DESK) -> list[Resource]:
    return [
        Resource.objects.create(site=site, kind=kind, name_fr=f"{kind} {next(_numbers)}")
        for _ in range(count)
    ]


def make_offer(
    site: Site,
    *,
    count: int = 1,
    resources: list[Resource] | None = None,
    price_cents: int | None = 500,
    policy: Policy | None = None,
    **fields: Any,
) -> Offer:
    """An offer of `count` new resources, or of the given ones, at one price an hour."""
    kind = fields.pop("kind", Kind.DESK)
    number = next(_numbers)
    offer = Offer.objects.create(
        site=site,
        kind=kind,
        slug=f"offer-{number}",
        policy=policy or make_policy(),
        **{"name_fr": f"Offre {number}", "name_en": f"Offer {number}", **fields},
    )
    members = make_resources(site, count, kind=kind) if resources is None else resources
    OfferResource.objects.bulk_create(OfferResource(offer=offer, resource=one) for one in members)
    if price_cents is not None:
        Tariff.objects.create(
            offer=offer,
            unit="hour",
            price_cents=price_cents,
            vat_rate=Decimal(20),
            valid_from=dt.date(2026, 1, 1),
        )
    return offer


def ask(
    offer: Offer, when: Period, *, person: Person | None, quantity: int = 1, **fields: Any
) -> BookingRequest:
    """A request for one offer."""
    items = (ItemRequest(offer.pk, quantity, fields.pop("resource_id", None)),)
    return BookingRequest(period=when, items=items, person=person, **fields)


def make_booking(
    offer: Offer, when: Period, *, person: Person, now: dt.datetime = NOW, **fields: Any
) -> Booking:
    """A booking through the service, made by its person."""
    return create_booking(ask(offer, when, person=person, **fields), by=person, now=now)


def lend(offer: Offer, **terms: Any) -> LoanAgreement:
    """Put every resource of the offer under one lender's agreement."""
    number = next(_numbers)
    lender = Lender.objects.create(name=f"Prêteur {number}")
    agreement = LoanAgreement.objects.create(lender=lender, reference=str(number), **terms)
    category = Category.objects.create(code=f"lent-{number}", name_fr="Prêt")
    model = EquipmentModel.objects.create(category=category, maker="Exemple", name=str(number))
    for member in offer.members.all():
        Machine.objects.create(resource=member.resource, model=model, agreement=agreement)
    return agreement
