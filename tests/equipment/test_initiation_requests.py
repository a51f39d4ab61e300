"""Asking to be shown a machine, and taking the task off the list."""

from collections.abc import Callable

import pytest

from accounts.models import Person, Role
from core.errors import Conflict, DomainError, Malformed, NotAllowed
from core.models import AuditEntry
from equipment.models import Category, InitiationRequest
from equipment.services.close_request import close_request
from equipment.services.request_initiation import request_initiation
from spaces.models import Site
from tests.equipment import cast
from tests.equipment.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def fablab() -> Site:
    return cast.site("fablab")


@pytest.fixture
def resident() -> Person:
    return cast.person("resident")


@pytest.fixture
def printers() -> Category:
    return cast.category()


@pytest.fixture
def asked(resident: Person, printers: Category, fablab: Site) -> InitiationRequest:
    return request_initiation(
        person=resident,
        category=printers,
        site=fablab,
        possible_times=" mardi soir ",
        note="débutante",
        by=resident,
        now=NOW,
    )


def assert_refused(kind: type[DomainError], code: str, act: Callable[[], object]) -> None:
    def everything() -> list[object]:
        rows = InitiationRequest.objects.order_by("pk").values()
        return [list(rows), AuditEntry.objects.count()]

    before = everything()
    with pytest.raises(kind) as refusal:
        act()
    assert (refusal.value.code, everything()) == (code, before)


def test_request_is_kept_open_with_the_times_and_an_act_without_words(
    asked: InitiationRequest, resident: Person
) -> None:
    asked.refresh_from_db()
    assert (asked.state, asked.possible_times, asked.created_at) == ("open", "mardi soir", NOW)
    act = AuditEntry.objects.get(action="initiation.requested")
    assert (act.subject_id, act.by_id, act.changes) == (asked.pk, resident.pk, {})


def test_request_again_for_the_same_category_and_site_is_a_conflict(
    asked: InitiationRequest, resident: Person, printers: Category, fablab: Site
) -> None:
    assert_refused(
        Conflict,
        "already_requested",
        lambda: request_initiation(
            person=resident,
            category=printers,
            site=fablab,
            possible_times="jeudi",
            by=resident,
            now=NOW,
        ),
    )


def test_request_for_another_category_or_site_or_after_closing_is_kept(
    asked: InitiationRequest, resident: Person, printers: Category, fablab: Site
) -> None:
    def ask(category: Category, site: Site) -> None:
        request_initiation(
            person=resident, category=category, site=site, possible_times="x", by=resident, now=NOW
        )

    ask(cast.category("laser"), fablab)
    ask(printers, cast.site("maison"))
    close_request(asked, outcome="done", by=cast.person("host", Role.HOST), now=NOW)
    ask(printers, fablab)
    assert InitiationRequest.objects.filter(state="open").count() == 3


def test_request_without_times_is_malformed(
    resident: Person, printers: Category, fablab: Site
) -> None:
    assert_refused(
        Malformed,
        "malformed",
        lambda: request_initiation(
            person=resident,
            category=printers,
            site=fablab,
            possible_times=" ",
            by=resident,
            now=NOW,
        ),
    )


@pytest.mark.parametrize("role", [None, Role.ACCOUNTANT, Role.HOST])
def test_request_for_somebody_else_is_for_the_counter_of_the_site(
    role: Role | None, resident: Person, printers: Category, fablab: Site
) -> None:
    """The host here works at another site."""
    where = cast.site("ailleurs") if role == Role.HOST else None
    by = cast.person("other", role, where)
    assert_refused(
        NotAllowed,
        "not_allowed",
        lambda: request_initiation(
            person=resident, category=printers, site=fablab, possible_times="x", by=by, now=NOW
        ),
    )


@pytest.mark.parametrize("outcome", ["done", "dropped"])
def test_close_keeps_the_outcome_and_who_closed(
    outcome: str, asked: InitiationRequest, fablab: Site
) -> None:
    host = cast.person("host", Role.HOST, fablab)
    closed = close_request(asked, outcome=outcome, by=host, now=NOW)

    assert (closed.state, closed.closed_by, closed.closed_at) == (outcome, host, NOW)
    act = AuditEntry.objects.get(action="initiation.closed")
    assert act.changes == {"outcome": outcome}


def test_close_refuses_strangers_other_outcomes_and_a_second_time(
    asked: InitiationRequest, resident: Person, fablab: Site
) -> None:
    host = cast.person("host", Role.HOST, fablab)
    elsewhere = cast.person("elsewhere", Role.HOST, cast.site("ailleurs"))
    for by in (resident, elsewhere):
        assert_refused(
            NotAllowed,
            "not_allowed",
            lambda by=by: close_request(asked, outcome="done", by=by, now=NOW),
        )
    assert_refused(
        Malformed, "malformed", lambda: close_request(asked, outcome="open", by=host, now=NOW)
    )
    close_request(asked, outcome="done", by=host, now=NOW)
    assert_refused(
        Conflict,
        "already_closed",
        lambda: close_request(asked, outcome="dropped", by=host, now=NOW),
    )
