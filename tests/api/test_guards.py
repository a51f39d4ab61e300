"""Every guard of the code, let go one at a time, must turn the role matrix red.

The guards are found by their shape (tests/api/guards.py): a new one fails here until it is judged.
"""

from collections.abc import Iterator

import pytest

from accounts.models import Person
from api.access import DenyUnlessListed
from tests.api.guards import guards, insider, let_go, name_of
from tests.api.matrix import differences
from tests.api.world import World

# For each guard, an operation in which letting everybody through must be seen.
SEEN_IN = {
    "accounts.permissions.roles_of": "listAuthorisations",
    "accounts.permissions.has_role": "createBlock",
    "accounts.permissions.has_house_role": "updatePerson",
    "accounts.permissions.is_staff": "getPerson",
    "accounts.permissions.staffed_sites": "listAuthorisations",
    "accounts.permissions.can_create_people": "createPerson",
    "accounts.permissions.can_change_person": "updatePerson",
    "accounts.permissions.can_change_email": "updatePerson",
    "accounts.permissions.can_manage_organisation": "removeMember",
    "accounts.permissions.managed_organisations": "getBooking",
    "accounts.selectors.people_visible_to": "getPerson",
    "accounts.selectors.organisations_visible_to": "getOrganisation",
    "accounts.selectors.members_visible_to": "listMembers",
    "accounts.selectors.find_people": "listPeople",
    "notifications.permissions.messages_visible_to": "listMessages",
    "notifications.selectors.messages_visible_to": "listMessages",
    "spaces.permissions.visible_sites": "listSites",
    "spaces.permissions.visible_offers": "getOffer",
    "spaces.selectors.sites_visible_to": "listSites",
    "spaces.selectors.offers_visible_to": "getOffer",
    "equipment.permissions.can_give_authorisation": "giveAuthorisation",
    "equipment.permissions.authorisations_visible_to": "listAuthorisations",
    "equipment.permissions.can_request_initiation": "askInitiation",
    "equipment.permissions.can_handle_request": "closeInitiationRequest",
    "equipment.permissions.requests_visible_to": "listInitiationRequests",
    "equipment.permissions._works_with_people": "listAuthorisations",
    "equipment.selectors.authorisations_visible_to": "listAuthorisations",
    "equipment.selectors.requests_visible_to": "listInitiationRequests",
    "bookings.permissions.can_see_booking": "cancelBooking",
    "bookings.permissions.can_change_booking": "cancelBooking",
    "bookings.permissions.can_confirm_hold": "confirmBooking",
    "bookings.permissions.can_decide_booking": "approveBooking",
    "bookings.permissions.can_book_for_others": "createBooking",
    "bookings.permissions.may_waive": "createBooking",
    "bookings.permissions.can_block": "createBlock",
    "bookings.permissions.can_feed_names": "createFeed",
    "bookings.permissions.can_see_who": "getPlanning",
    "bookings.permissions._is_managed": "cancelBooking",
    "bookings.permissions._is_own": "cancelBooking",
    "bookings.selectors.bookings.bookings_visible_to": "getBooking",
    "bookings.selectors.bookings.blocks_visible_to": "listBlocks",
    "bookings.selectors.feeds.feeds_visible_to": "revokeFeed",
    "bookings.services.cancel_booking.check_may_change": "cancelBooking",
    "bookings.services.checks.waives": "createBooking",
    "bookings.services.checks.check_may_ask": "createBooking",
    "bookings.services.confirm_booking._check_confirmable": "confirmBooking",
    "billing.permissions.can_settle_order": "settleOrder",
    "billing.permissions.orders_visible_to": "getOrder",
    "billing.selectors.orders_visible_to": "getOrder",
    "reports.permissions.can_see_reports": "getOccupancy",
    "api.views.organisations._visible_to": "getOrganisation",
}
# No operation of API v1 asks these, or none can tell; the tests of their own apps do.
ELSEWHERE = {
    "accounts.mfa.has_mfa": "the second factor: tests/api/test_access.py, tests/pages",
    "accounts.mfa.may_use_password_alone": "tokens: tests/api/test_nouns.py",
    "accounts.permissions.can_give_roles": "admin pages and the server's own commands",
    "accounts.permissions.can_see_member": "twin of members_visible_to",
    "accounts.permissions.can_see_organisation": "twin of organisations_visible_to",
    "accounts.permissions.can_see_person": "twin of people_visible_to",
    "notifications.permissions.can_handle_message": "twin of messages_visible_to",
    "spaces.permissions.can_see_site": "twin of visible_sites",
    "spaces.permissions.can_see_offer": "twin of visible_offers",
    "spaces.permissions.can_set_up": "admin pages",
    "spaces.permissions.can_change_opening": "admin pages of hours",
    "bookings.services.checks.check_organisation": "whose organisation: tests/api/test_access.py",
    "bookings.services.checks._check_belongs": "whose organisation: tests/api/test_access.py",
    "bookings.services.opening._check_may": "admin pages of hours",
    "equipment.permissions.can_see_authorisation": "twin of authorisations_visible_to",
    "equipment.permissions.can_see_request": "twin of requests_visible_to",
    "equipment.permissions.machines_kept_by": "admin pages of machines",
    "equipment.permissions.resources_kept_by": "admin pages of machines",
    "billing.permissions.can_see_order": "twin of orders_visible_to",
    "reports.permissions.reported_sites": "a report without a site: tests/reports/test_access.py",
    "bookings.selectors.feeds.resources_fed_to": "what is fed: tests/bookings/feeds",
    "bookings.selectors.alternatives._sites": "what a refusal proposes: tests/bookings",
}
# Of the same shape, and not about rights.
NO_GUARDS = {
    "accounts.mfa.must_set_up_mfa": "a duty; tests/api/test_access.py",
    "accounts.questions.questions_due": "what is still to be asked",
    "accounts.services.create_person._check_nobody_alike": "who might be the same person",
    "accounts.services.emails.check_email_is_free": "one address, one person",
    "accounts.services.emails.has_verified_email": "whose file it already is",
    "accounts.services.members._check_another_manages": "the last manager stays",
    "bookings.rules.check_rules": "what holds for everybody: tests/bookings/test_rules.py",
    "bookings.selectors.alternatives._can_seat": "whether there is room",
    "bookings.services.move_booking._check_movable": "what stands, and whose body is active",
    "bookings.services.quote_booking._is_free": "whether there is room",
    "equipment.services.request_initiation._has_open_request": "one request at a time",
    "api.views.blocks._filtered": "narrows what is visible",
    "api.views.bookings._filtered": "narrows what is visible",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(world: World) -> Person:
    return insider()


def test_every_guard_is_judged_once() -> None:
    found = [name_of(guard) for guard in guards()]
    judged = [*SEEN_IN, *ELSEWHERE, *NO_GUARDS]
    assert sorted(found) == sorted(judged)


def test_each_guard_let_go_turns_the_matrix_red(world: World, boss: Person) -> None:
    unseen = [name for name, difference in _let_go(world, boss) if difference is None]
    assert not unseen


def _let_go(world: World, boss: Person) -> Iterator[tuple[str, str | None]]:
    for guard in guards():
        name = name_of(guard)
        if name in SEEN_IN:
            with pytest.MonkeyPatch.context() as patch:
                let_go(patch, guard, boss)
                difference = next(differences(world, SEEN_IN[name]), None)
            print(f"{name}: {difference}")
            yield name, difference


def test_the_guards_of_other_doors_change_nothing_here(world: World, boss: Person) -> None:
    """The control of that list: with all of them let go, the whole matrix stays green."""
    with pytest.MonkeyPatch.context() as patch:
        for guard in guards():
            if name_of(guard) in ELSEWHERE:
                let_go(patch, guard, boss)
        assert not list(differences(world))


def test_denial_by_default_let_go_turns_the_matrix_red(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DenyUnlessListed, "has_permission", lambda *_: True)
    assert next(differences(world), None) is not None
