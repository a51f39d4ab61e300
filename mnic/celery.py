"""The Celery application and its clockwork, static and in code."""

import logging.config
import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_ready
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from mnic import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mnic.settings.local")

app = Celery("mnic")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# The lines of a task carry the id of the request that it follows from.
app.steps["worker"].add(DjangoStructLogInitStep)

HEARTBEAT = "mnic.tasks.beat_heart"

app.conf.beat_schedule = {
    "beat-heart": {"task": HEARTBEAT, "schedule": heartbeat.EVERY_SECONDS},
    "deliver-waiting": {
        "task": "notifications.tasks.deliver_waiting",
        "schedule": 10.0,
        # A later one does the same: what waited longer than this in the queue is thrown away.
        "options": {"expires": 10.0},
    },
    "expire-lapsed-holds": {
        "task": "bookings.tasks.expire_lapsed_holds",
        "schedule": crontab(),
    },
    "remind-of-tomorrow": {
        "task": "bookings.tasks.remind_of_tomorrow",
        "schedule": crontab(minute="*/15"),
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


@beat_init.connect
def beat_at_once(**_: object) -> None:
    """Whoever opens the house need not wait for the first turn of the clockwork."""
    app.tasks[HEARTBEAT].apply_async(retry=False)


@worker_ready.connect
@beat_init.connect
def say_ready(**_: object) -> None:
    """Tell the supervisor, where there is one, that this process works."""
    sign = os.environ.get("MNIC_READY_FILE")
    if sign:
        Path(sign).touch()
