"""The stored open time of sets of hours."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from core.period import Period
from spaces.models import Hours, OpenInterval


def default_hours(site_ids: Iterable[uuid.UUID], kind: str) -> dict[uuid.UUID, uuid.UUID]:
    """The id of each site's own hours of this kind; a site without any is left out."""
    return default_hours_by_kind(site_ids)[kind]


def default_hours_by_kind(
    site_ids: Iterable[uuid.UUID],
) -> dict[str, dict[uuid.UUID, uuid.UUID]]:
    """`default_hours` of every kind at once: one query."""
    rows = Hours.objects.filter(site_id__in=list(site_ids), is_default=True)
    found: dict[str, dict[uuid.UUID, uuid.UUID]] = {kind: {} for kind in Hours.HoursKind.values}
    for site_id, kind, hours_id in rows.values_list("site_id", "kind", "pk"):
        found[kind][site_id] = hours_id
    return found


def open_intervals(hours_ids: Iterable[uuid.UUID], window: Period) -> dict[uuid.UUID, list[Period]]:
    """The stored open time of each set of hours that touches the window, in order, not clipped."""
    rows = OpenInterval.objects.filter(
        hours_id__in=list(hours_ids), period__overlap=window.as_range()
    )
    found: dict[uuid.UUID, list[Period]] = defaultdict(list)
    for hours_id, period in rows.order_by("period").values_list("hours_id", "period"):
        found[hours_id].append(Period(period.lower, period.upper))
    return found
