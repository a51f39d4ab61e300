"""The admin pages of equipment, prices and orders, as a director uses them."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Person, Role
from billing.models import Order
from core.models import AuditEntry
from equipment.models import (
    Authorisation,
    Category,
    EquipmentModel,
    InitiationRequest,
    KitItem,
    Lender,
    LoanAgreement,
    Machine,
    Requirement,
)
from equipment.services.request_initiation import request_initiation
from memberships.models import Tariff
from spaces.models import Offer, Resource
from tests.billing.bookings import START, booking
from tests.equipment import cast
from tests.equipment.cast import NOW, address

pytestmark = pytest.mark.django_db
PAGES = (
    Authorisation,
    Category,
    EquipmentModel,
    InitiationRequest,
    Lender,
    LoanAgreement,
    Machine,
    Order,
    Requirement,
    Tariff,
)
READ_ONLY = (InitiationRequest, Order)


@pytest.fixture
def director() -> Person:
    return cast.person("director", Role.DIRECTOR)


@pytest.fixture
def desk(client: Client, director: Person) -> Client:
    client.force_login(director)
    return client


@pytest.fixture
def printer() -> Offer:
    return cast.offer(cast.site("fablab"))


def tariff_form(offer: Offer, price: str) -> dict[str, object]:
    return {
        "offer": offer.pk,
        "audience": "",
        "unit": "hour",
        "price_cents": price,
        "vat_rate": "20",
        "valid_from": "2027-01-01",
        "valid_until": "",
    }


@pytest.mark.parametrize("model", PAGES)
def test_every_list_opens(desk: Client, model: type) -> None:
    assert desk.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", PAGES)
def test_add_pages_open_except_where_nobody_adds_by_hand(desk: Client, model: type) -> None:
    expected = 403 if model in READ_ONLY else 200
    assert desk.get(address(model, "add")).status_code == expected


@pytest.mark.parametrize(
    ("typed", "cents"), [("12,50", 1250), ("12.5", 1250), ("0", 0), ("1 299,00 €", 129900)]
)
def test_a_price_is_typed_in_euros_and_kept_in_cents(
    desk: Client, printer: Offer, typed: str, cents: int
) -> None:
    answer = desk.post(address(Tariff, "add"), tariff_form(printer, typed))

    assert answer.status_code == 302
    tariff = Tariff.objects.get()
    assert tariff.price_cents == cents
    page = desk.get(address(Tariff, "change", tariff.pk)).content.decode()
    assert f'value="{cents // 100},{cents % 100:02d}"' in page
    assert "Prix TTC (€)" in page
    assert "TVA comprise, par exemple 12,50" in page


@pytest.mark.parametrize("typed", ["", "douze", "12,505", "-3"])
def test_a_price_that_is_none_is_refused(desk: Client, printer: Offer, typed: str) -> None:
    answer = desk.post(address(Tariff, "add"), tariff_form(printer, typed))

    assert answer.status_code == 200
    assert "price_cents" in answer.context["adminform"].form.errors
    assert not Tariff.objects.exists()


def test_a_second_price_for_the_same_days_is_an_error_on_the_form(
    desk: Client, printer: Offer
) -> None:
    desk.post(address(Tariff, "add"), tariff_form(printer, "5"))
    answer = desk.post(address(Tariff, "add"), tariff_form(printer, "6"))

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert [tariff.price_cents for tariff in Tariff.objects.all()] == [500]


def test_changing_a_price_is_kept_in_the_audit_by_field(desk: Client, printer: Offer) -> None:
    desk.post(address(Tariff, "add"), tariff_form(printer, "5"))
    tariff = Tariff.objects.get()
    desk.post(address(Tariff, "change", tariff.pk), tariff_form(printer, "5,20"))

    assert AuditEntry.objects.get(action="admin.changed").changes == {"fields": ["price_cents"]}


def test_an_authorisation_is_given_by_whoever_is_signed_in(desk: Client, director: Person) -> None:
    resident, printers = cast.person("resident"), cast.category()
    form = {
        "person": resident.pk,
        "category": printers.pk,
        "valid_until_0": "",
        "valid_until_1": "",
    }
    answer = desk.post(address(Authorisation, "add"), form)

    assert answer.status_code == 302
    given = Authorisation.objects.get()
    assert (given.person, given.category, given.given_by) == (resident, printers, director)
    assert [act.action for act in AuditEntry.objects.all()] == ["authorisation.given"]
    shown = desk.get(address(Authorisation, "change", given.pk))
    assert shown.status_code == 200


def test_an_authorisation_given_twice_is_told_and_changes_nothing(desk: Client) -> None:
    resident, printers = cast.person("resident"), cast.category()
    form = {
        "person": resident.pk,
        "category": printers.pk,
        "valid_until_0": "",
        "valid_until_1": "",
    }
    desk.post(address(Authorisation, "add"), form)
    before = list(Authorisation.objects.values()), AuditEntry.objects.count()
    answer = desk.post(address(Authorisation, "add"), form, follow=True)

    assert "déjà habilitée" in answer.content.decode()
    assert (list(Authorisation.objects.values()), AuditEntry.objects.count()) == before


def test_authorisations_are_withdrawn_by_the_action_and_never_edited_or_deleted(
    desk: Client, director: Person
) -> None:
    given = Authorisation.objects.create(
        person=cast.person("resident"), category=cast.category(), given_by=director, given_at=NOW
    )
    desk.post(address(Authorisation, "change", given.pk), {"valid_until_0": "2030-01-01"})
    desk.post(address(Authorisation, "delete", given.pk), {"post": "yes"})
    given.refresh_from_db()
    assert (given.valid_until, given.revoked_at) == (None, None)

    chosen = {"action": "revoke", "_selected_action": [given.pk]}
    desk.post(address(Authorisation, "changelist"), chosen)
    given.refresh_from_db()
    assert given.revoked_at is not None
    assert AuditEntry.objects.get(action="authorisation.revoked").by_id == director.pk


@pytest.mark.parametrize(("action", "state"), [("mark_done", "done"), ("mark_dropped", "dropped")])
def test_requests_are_closed_by_their_actions(
    desk: Client, director: Person, printer: Offer, action: str, state: str
) -> None:
    asked = request_initiation(
        person=cast.person("resident"),
        category=cast.category(),
        site=printer.site,
        possible_times="mardi",
        by=director,
        now=NOW,
    )
    chosen = {"action": action, "_selected_action": [asked.pk]}
    desk.post(address(InitiationRequest, "changelist"), chosen)

    asked.refresh_from_db()
    assert (asked.state, asked.closed_by) == (state, director)


def test_a_kit_is_kept_with_its_value_and_what_is_in_the_case(desk: Client, printer: Offer) -> None:
    resource = Resource.objects.create(site=printer.site, kind="vr_kit", name_fr="Kit 1")
    model = EquipmentModel.objects.create(category=cast.category(), maker="Meta", name="Quest 3")
    agreement = LoanAgreement.objects.create(
        lender=Lender.objects.create(name="Simplon"),
        reference="2027-1",
        starts_on=dt.date(2027, 1, 1),
    )
    form = {
        "resource": resource.pk,
        "model": model.pk,
        "serial_number": "A1",
        "agreement": agreement.pk,
        "value_cents": "549,99",
        "kit_items-TOTAL_FORMS": "1",
        "kit_items-INITIAL_FORMS": "0",
        "kit_items-0-name": "casque",
        "kit_items-0-quantity": "2",
    }
    assert desk.post(address(Machine, "add"), form).status_code == 302

    machine = Machine.objects.get()
    assert (machine.resource, machine.agreement, machine.value_cents) == (
        resource,
        agreement,
        54999,
    )
    assert [(item.name, item.quantity) for item in KitItem.objects.all()] == [("casque", 2)]
    assert desk.get(address(Machine, "change", machine.pk)).status_code == 200


def test_orders_are_read_and_not_changed(desk: Client, printer: Offer) -> None:
    subject = booking(printer.site, cast.person("resident"), cents=1250)
    order = Order.objects.create(
        booking=subject,
        person=subject.person,
        total_cents=1250,
        channel="desk",
        due_at=START,
        created_at=NOW,
    )
    before = Order.objects.values()[0]

    assert "12,50 €" in desk.get(address(Order, "changelist")).content.decode()
    assert desk.get(address(Order, "change", order.pk)).status_code == 200
    assert desk.post(address(Order, "change", order.pk), {"state": "void"}).status_code == 403
    assert desk.post(address(Order, "delete", order.pk), {"post": "yes"}).status_code == 403
    assert Order.objects.values()[0] == before
