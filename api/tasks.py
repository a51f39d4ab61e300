"""Forgets the answers kept for retries once their day is over."""

import datetime as dt

from celery import shared_task

from api.models import IdempotencyRecord
from core import clock

KEPT = dt.timedelta(hours=24)


@shared_task(name="api.tasks.forget_old_answers")
def forget_old_answers() -> int:
    """Delete what is older than a day; returns how many."""
    deleted, _ = IdempotencyRecord.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    return deleted
