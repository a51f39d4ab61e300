"""Take resources out of use for a while, and give them back."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.utils.translation import gettext as _

from accounts.models import Person
from bookings.errors import NotYours, WrongState
from bookings.models import Block, Booking, Claim
from bookings.permissions import can_block
from bookings.selectors.bookings import blocks_visible_to
from bookings.services.expire_bookings import expire_in_the_way
from core import audit, locks
from core.errors import Conflict, Malformed, NotFound
from core.period import Period
from core.transactions import atomic_retrying
from spaces.models import Resource


@atomic_retrying
def create_block(
    *,
    site_id: uuid.UUID,
    resource_ids: Sequence[uuid.UUID],
    period: Period,
    kind: str,
    note: str,
    by: Person,
    now: dt.datetime,
) -> Block:
    """Block resources of one site for `period`, all or nothing.

    Raises NotAllowed, NotFound for resources elsewhere, Malformed when it is over already, and
    Conflict("place_taken") with the bookings or blocks in the way.
    """
    if not can_block(by, site_id):
        raise NotYours
    _check_ahead(period, now=now)
    resources = locks.lock(Resource.objects.filter(pk__in=resource_ids, site_id=site_id))
    if not resources or len(resources) != len(set(resource_ids)):
        raise NotFound(_("Une de ces choses n’est pas dans ce lieu."))
    _clear_the_way(resource_ids, period, now=now)
    block = Block.objects.create(
        site_id=site_id,
        kind=kind,
        note=note,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        created_by=by,
        created_at=now,
    )
    Claim.objects.bulk_create(
        Claim(resource=resource, period=period.as_range(), pinned=True, block=block)
        for resource in resources
    )
    audit.record("block.created", block, by=by, now=now, changes={"kind": kind})
    return block


@atomic_retrying
def move_block(block_id: uuid.UUID, *, period: Period, by: Person, now: dt.datetime) -> Block:
    """Take a block to another time; it keeps its resources, and its own time is not in its way.

    Raises NotFound, NotAllowed, WrongState, Malformed when it would be over already, and
    Conflict("place_taken") with the bookings or blocks in the way.
    """
    block = _get_changeable(block_id, by=by)
    _check_ahead(period, now=now)
    # Resources are locked before blocks: what stands on them cannot change any more.
    ids = list(Claim.objects.filter(block=block).values_list("resource_id", flat=True))
    locks.lock(Resource.objects.filter(pk__in=ids))
    locks.lock(Block.objects.filter(pk=block.pk))
    block = _get_changeable(block_id, by=by)
    _clear_the_way(ids, period, now=now, moving=block)
    block.starts_at, block.ends_at = period.starts_at, period.ends_at
    block.save(update_fields=["starts_at", "ends_at"])
    Claim.objects.filter(block=block).update(period=period.as_range())
    audit.record("block.moved", block, by=by, now=now)
    return block


@atomic_retrying
def lift_block(block_id: uuid.UUID, *, by: Person, now: dt.datetime) -> Block:
    """End a block: its resources are free at once. Raises NotFound, NotAllowed, WrongState."""
    locks.lock(Block.objects.filter(pk=block_id))
    block = _get_changeable(block_id, by=by)
    block.is_active = False
    block.save(update_fields=["is_active"])
    Claim.objects.filter(block=block).update(active=False)
    audit.record("block.lifted", block, by=by, now=now)
    return block


def _get_changeable(block_id: uuid.UUID, *, by: Person) -> Block:
    """The block that `by` may still change. Raises NotFound, NotAllowed, WrongState."""
    block = blocks_visible_to(by).filter(pk=block_id).first()
    if block is None:
        raise NotFound(_("Ce blocage n’existe pas ou plus."))
    if not can_block(by, block.site_id):
        raise NotYours
    if not block.is_active:
        raise WrongState("lifted", "lifted")
    return block


def _check_ahead(period: Period, *, now: dt.datetime) -> None:
    if period.ends_at <= now:
        raise Malformed(_("Cette heure est passée."), fields={"ends_at": [_("À venir, svp.")]})


def _clear_the_way(
    resource_ids: Sequence[uuid.UUID],
    period: Period,
    *,
    now: dt.datetime,
    moving: Block | None = None,
) -> None:
    """Expire lapsed holds; whatever else stands there is listed in the refusal."""
    found = Claim.objects.filter(
        resource_id__in=resource_ids, active=True, period__overlap=period.as_range()
    ).select_related("booking", "block", "booking__person", "resource")
    claims = [claim for claim in found if moving is None or claim.block_id != moving.pk]
    lapsed = {c.booking_id for c in claims if c.held_until and c.held_until <= now}
    standing = [claim for claim in claims if claim.booking_id not in lapsed]
    if standing or not expire_in_the_way([one for one in lapsed if one], now=now):
        raise Conflict(
            _("Déjà pris à ces heures. Déplacez d’abord ces réservations."),
            code="place_taken",
            details={"bookings": _listed(standing)},
        )


def _listed(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(claim.booking_id or claim.block_id),
            **_times_of(claim),
            **_whose(claim.booking),
            "label": claim.resource.name,
        }
        for claim in claims
    ]


def _whose(booking: Booking | None) -> dict[str, str | None]:
    """Who blocks is staff of the site, and may have to call before moving anything."""
    person = booking.person if booking else None
    return {
        "who": person.name if person else None,
        "telephone": person.telephone if person else None,
    }


def _times_of(claim: Claim) -> dict[str, str]:
    """As people know them: the claim itself also covers the time kept before and after."""
    standing = cast("Booking | Block", claim.booking or claim.block)  # claim_has_one_cause
    return {
        "starts_at": standing.starts_at.isoformat(),
        "ends_at": standing.ends_at.isoformat(),
    }
