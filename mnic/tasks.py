"""The task that shows that tasks are done at all."""

from celery import shared_task
from django.conf import settings

from mnic import heartbeat


@shared_task(ignore_result=True, expires=heartbeat.WORTHLESS_AFTER_SECONDS)
def beat_heart() -> None:
    """Sent by beat every few seconds; `/readyz` and the containers' checks read what it leaves."""
    heartbeat.write(settings.REDIS_URL)
