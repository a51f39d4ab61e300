"""The controls of the races over HTTP: web servers without a guard, and clients that collide."""

import pytest

from tests.factories import make_offer
from tests.races.clients import Clients, body, deadlocks, pair_of
from tests.races.scenes import House, overlaps
from tests.races.web import web_server
from tests.telling import Tell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("no_overlap_constraint")
def test_without_locks_and_constraint_the_hour_is_sold_twice(
    open_house: House, clients: Clients, tell: Tell
) -> None:
    """Nothing slows anybody down here: the clients meet by themselves."""
    sold = []
    with web_server(without=("locks",)) as web:
        for number in range(5):
            answers, _ = clients.ask(web, body([open_house.printer], number))
            sold.append(answers["201 confirmed"])
    tell(f"without locks and constraint the hour is sold {sold} times")
    assert max(sold) > 1
    assert overlaps() > 0


@pytest.mark.usefixtures("no_overlap_constraint")
def test_without_locks_and_constraint_more_have_a_desk_than_there_are(
    open_house: House, clients: Clients, tell: Tell
) -> None:
    desks, sold = make_offer(open_house.site, count=24), []
    with web_server(without=("locks",)) as web:
        for number in range(3):
            answers, _ = clients.ask(web, body([desks], number), size=44)
            sold.append(answers["201 confirmed"])
    tell(f"without locks and constraint {sold} of 44 have one of 24 desks")
    assert max(sold) > 24
    assert overlaps() > 0


def test_locks_in_the_order_asked_end_in_deadlocks(
    open_house: House, clients: Clients, tell: Tell
) -> None:
    pair, before = pair_of(open_house), deadlocks()
    with web_server(without=("order",)) as web:
        answers, _ = clients.ask(web, body(pair, 0), body(pair[::-1], 0), size=20)
    tell(f"locks in the order asked: {deadlocks() - before} deadlocks, {dict(answers)}")
    assert deadlocks() > before
    assert overlaps() == 0
