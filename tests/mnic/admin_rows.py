"""Rows for the pages of the admin: each round makes a house apart, with one row of every table."""

import datetime as dt
import itertools

from django.db.models import Model

from accounts.models import ApiToken, Audience, Person, Role, RoleAssignment
from accounts.services.tokens import create_token
from billing.models import Order
from bookings.models import Block
from core import audit
from core.models import AuditEntry
from equipment.models import (
    Authorisation,
    Category,
    EquipmentModel,
    InitiationRequest,
    KitItem,
    Machine,
    Requirement,
)
from memberships.models import Tariff
from spaces.models import Closure, Feature, Hours, Place, SchoolHoliday, Site
from tests.factories import (
    NOW,
    lend,
    make_audience,
    make_booking,
    make_offer,
    make_organisation,
    make_person,
    make_site,
    period,
)

Rows = dict[type[Model], Model]
_rounds = itertools.count(1)


def one_of_each() -> Rows:
    """A new row of every table that the admin shows; none of them hangs on another round's."""
    number = next(_rounds)
    site, person = make_site(), make_person(audience=make_audience(f"public-{number}"))
    organisation = make_organisation(person)
    organisation.audience = make_audience(f"body-{number}")
    organisation.save()
    rows: Rows = {Site: site, Person: person, type(organisation): organisation}
    rows[Audience] = make_audience(f"public-{number}")
    rows |= _places(site, number) | _equipment(site, person, number) | _booked(site, person)
    rows[RoleAssignment] = RoleAssignment.objects.create(
        person=make_person(), role=Role.HOST, site=site
    )
    rows[ApiToken] = create_token(person, name=f"programme {number}", scope="read", now=NOW)[0]
    audit.record("walk.made", site, by=person, now=NOW)
    rows[AuditEntry] = AuditEntry.objects.latest("at", "pk")
    return rows


def _places(site: Site, number: int) -> Rows:
    feature = Feature.objects.create(code=f"f-{number}", name_fr=f"Écran {number}")
    first_day = dt.date(2027, 1, 1) + dt.timedelta(days=number)
    return {
        Feature: feature,
        Hours: site.hours.get(),
        Place: Place.objects.create(
            site=site, name_fr=f"Salle {number}", x=0, y=0, width=10, height=10
        ),
        Closure: Closure.objects.create(
            site=site,
            starts_at=NOW + dt.timedelta(days=40),
            ends_at=NOW + dt.timedelta(days=41),
            reason_fr="Travaux",
        ),
        SchoolHoliday: SchoolHoliday.objects.create(
            zone="B", name=f"Congés {number}", first_day=first_day, last_day=first_day
        ),
    }


def _equipment(site: Site, person: Person, number: int) -> Rows:
    offer = make_offer(site, kind="printer_3d", price_cents=500)
    agreement = lend(offer, starts_on=dt.date(2026, 1, 1))
    agreement.audiences.add(make_audience(f"public-{number}"))
    lender = agreement.lender
    lender.organisation = make_organisation()
    lender.save()
    machine = Machine.objects.get(resource__offers=offer)
    KitItem.objects.create(machine=machine, name="casque")
    category = Category.objects.create(code=f"c-{number}", name_fr=f"Imprimantes {number}")
    trainer = make_person(f"Formatrice {number}")
    return {
        type(offer): offer,
        type(offer.policy): offer.policy,
        type(machine.resource): machine.resource,
        type(agreement): agreement,
        type(lender): lender,
        Machine: machine,
        EquipmentModel: machine.model,
        Category: category,
        Tariff: Tariff.objects.get(offer=offer),
        Requirement: Requirement.objects.create(offer=offer, category=category, mode="autonomous"),
        Authorisation: Authorisation.objects.create(
            person=person, category=category, given_by=trainer, given_at=NOW
        ),
        InitiationRequest: InitiationRequest.objects.create(
            person=person, category=category, site=site, possible_times="mardi", created_at=NOW
        ),
    }


def _booked(site: Site, person: Person) -> Rows:
    desk = make_offer(site)
    booking = make_booking(desk, period(20, 10, 12), person=person)
    block = Block.objects.create(
        site=site,
        kind="maintenance",
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(hours=1),
        created_by=person,
        created_at=NOW,
    )
    return {type(booking): booking, Block: block, Order: Order.objects.get(booking=booking)}


def rounds(count: int) -> list[Rows]:
    return [one_of_each() for _ in range(count)]


def tables_of(rows: Rows) -> set[str]:
    return {model._meta.label for model in rows}
