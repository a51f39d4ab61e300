"""Which tariffs hold for whom and when, in one query."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Audience
from memberships.models import Tariff
from memberships.pricing import Price
from memberships.selectors import prices_for
from spaces.models import Offer
from tests.equipment import cast
from tests.factories import make_audience

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 2)
VAT = Decimal("20.00")


def tariff(
    offer: Offer,
    unit: str,
    cents: int,
    audience: Audience | None = None,
    since: dt.date = dt.date(2027, 1, 1),
    until: dt.date | None = None,
) -> Tariff:
    return Tariff.objects.create(
        offer=offer,
        unit=unit,
        price_cents=cents,
        audience=audience,
        valid_from=since,
        valid_until=until,
    )


@pytest.fixture
def printer() -> Offer:
    return cast.offer(cast.site("fablab"))


@pytest.fixture
def students() -> Audience:
    return make_audience("student")


def test_the_audience_has_its_own_price_per_unit_and_the_general_one_elsewhere(
    printer: Offer, students: Audience
) -> None:
    residents = make_audience("resident")
    tariff(printer, "day", 2500)
    tariff(printer, "hour", 500)
    tariff(printer, "hour", 300, students)
    tariff(printer, "half_day", 1, residents)

    general = (Price("hour", 500, VAT), Price("day", 2500, VAT))
    assert prices_for([printer], None, DAY) == {printer.pk: general}
    own = (Price("hour", 300, VAT), Price("day", 2500, VAT))
    assert prices_for([printer], students, DAY) == {printer.pk: own}
    assert prices_for([printer], students.pk, DAY) == {printer.pk: own}


def test_a_tariff_holds_from_its_first_day_to_the_day_before_its_end(printer: Offer) -> None:
    tariff(printer, "hour", 500, since=DAY, until=DAY + dt.timedelta(days=10))
    tariff(printer, "hour", 600, since=DAY + dt.timedelta(days=10))

    def cents(days: int) -> list[int]:
        found = prices_for([printer], None, DAY + dt.timedelta(days=days))
        return [price.cents for price in found[printer.pk]]

    assert [cents(days) for days in (-1, 0, 9, 10, 400)] == [[], [500], [500], [600], [600]]


def test_every_offer_is_answered_in_one_query(printer: Offer, students: Audience) -> None:
    others = [cast.offer(printer.site, f"offre-{n}") for n in range(5)]
    for n, offer in enumerate(others[1:]):
        tariff(offer, "hour", n)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = prices_for([printer, *others], students, DAY)

    assert len(queries) == 1
    assert found[printer.pk] == found[others[0].pk] == ()
    assert [found[offer.pk][0].cents for offer in others[1:]] == [0, 1, 2, 3]


def test_two_prices_for_the_same_thing_at_once_cannot_be_stored(printer: Offer) -> None:
    tariff(printer, "hour", 500, since=DAY)
    with pytest.raises(IntegrityError, match="one_tariff_at_a_time"), transaction.atomic():
        tariff(printer, "hour", 600, since=DAY + dt.timedelta(days=1))
    assert list(Tariff.objects.values_list("price_cents", flat=True)) == [500]
