"""The Celery application and its clockwork, static and in code."""

import logging.config
import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mnic.settings.local")

app = Celery("mnic")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "expire-lapsed-holds": {
        "task": "bookings.tasks.expire_lapsed_holds",
        "schedule": crontab(),
    },
    "expand-hours": {
        "task": "spaces.tasks.expand_hours",
        "schedule": crontab(hour="2", minute="15"),
    },
}


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """A worker logs as the web does: whoever connects here stops Celery's own set-up."""
    logging.config.dictConfig(settings.LOGGING)
