"""The Celery application and its clockwork, static and in code."""

import logging.config
import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_ready
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
    "forget-old-answers": {
        "task": "api.tasks.forget_old_answers",
        "schedule": crontab(minute="40"),
    },
}


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """A worker logs as the web does: whoever connects here stops Celery's own set-up."""
    logging.config.dictConfig(settings.LOGGING)


@worker_ready.connect
@beat_init.connect
def say_ready(**_: object) -> None:
    """Tell the supervisor, where there is one, that this process works."""
    sign = os.environ.get("MNIC_READY_FILE")
    if sign:
        Path(sign).touch()
