"""Who may ask for what, before any rule is looked at; and what the net below the locks catches."""

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping

from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationMember, Person
from bookings.errors import NotYours, PlaceTaken
from bookings.facts import OfferFacts
from bookings.models.claim import NO_OVERLAP
from bookings.permissions import can_book_for_others, may_waive
from bookings.request import BookingRequest
from core.errors import Conflict, NotFound, RuleRefused


def waives(
    request: BookingRequest, facts: Mapping[uuid.UUID, OfferFacts], *, by: Person | None
) -> bool:
    """Whether `by` may waive notice and approval at the site of every offer."""
    person_id = request.person.pk if request.person else None
    return all(
        may_waive(by, offer.site_id, person_id=person_id, channel=request.channel)
        for offer in facts.values()
    )


def check_may_ask(
    request: BookingRequest,
    facts: Mapping[uuid.UUID, OfferFacts],
    *,
    by: Person | None,
    waive: bool,
) -> None:
    """Raise NotFound for offers hidden from `by`, NotAllowed for booking in another's name."""
    hidden = [offer for offer in facts.values() if not offer.is_public]
    if any(by is None or not can_book_for_others(by, offer.site_id) for offer in hidden):
        raise NotFound(_("Cette offre n’existe pas ou plus."))
    if request.asks_as_staff(by) and not waive:
        raise NotYours
    check_organisation(request, waive=waive)


def check_organisation(request: BookingRequest, *, waive: bool) -> None:
    """Raise RuleRefused for a body that books no more, NotAllowed for one of others."""
    if request.organisation is None:
        return
    _check_is_active(request.organisation)
    if not waive:
        _check_belongs(request)


def _check_is_active(organisation: Organisation) -> None:
    if not organisation.is_active:
        message = _("« %(name)s » ne réserve plus ici. Demandez à l’accueil.")
        raise RuleRefused(message % {"name": organisation.name}, code="organisation_inactive")


def _check_belongs(request: BookingRequest) -> None:
    belongs = OrganisationMember.objects.filter(
        organisation=request.organisation, person=request.person
    )
    if not belongs.exists():
        raise NotYours


@contextlib.contextmanager
def overlap_as_taken(asked: Callable[[], BookingRequest], now: dt.datetime) -> Iterator[None]:
    """Outside the transaction: say in the house's words what a constraint has refused.

    `asked` tells what was asked for, should a rival have won it.
    """
    try:
        yield
    except IntegrityError as failure:
        constraint = _constraint_of(failure)
        if constraint == NO_OVERLAP:
            raise PlaceTaken(asked(), now) from failure
        if constraint == "one_hold_a_visitor":
            message = _("Vous gardez déjà une place. Réessayez dans un instant.")
            raise Conflict(message, code="hold_exists") from failure
        raise


def _constraint_of(failure: IntegrityError) -> str | None:
    """The name of the constraint that PostgreSQL refused for."""
    diagnosis = getattr(failure.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)
