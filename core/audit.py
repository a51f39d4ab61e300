"""The one writer of the audit."""

import datetime as dt
import uuid
from typing import Any

from django.db import models

from core.models import AuditEntry


def record(
    action: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """Keep one act. `changes` may hold ids, codes and field names; never what people wrote."""
    entry(action, subject, by=by, now=now, changes=changes).save(force_insert=True)


def entry(
    action: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
) -> AuditEntry:
    """The row of one act, for whoever inserts it together with what it is about."""
    return AuditEntry(
        at=now,
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=uuid.UUID(str(subject.pk)),
        by_id=None if by is None else by.pk,
        changes=changes or {},
    )
