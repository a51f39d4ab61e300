"""The clockwork: every task that beat sends has a worker that knows it."""

from django.conf import settings

from mnic import heartbeat
from mnic.celery import app
from notifications.tasks import ROUND_SECONDS


def test_every_task_of_the_schedule_is_registered() -> None:
    app.loader.import_default_modules()
    sent = {line["task"] for line in app.conf.beat_schedule.values()}
    assert len(sent) == len(app.conf.beat_schedule)
    assert sent <= set(app.tasks)


def test_control_an_invented_task_is_not_registered() -> None:
    assert "bookings.tasks.never_written" not in app.tasks


def test_heart_is_not_missed_while_all_workers_wait_for_a_silent_mail_server() -> None:
    """A round begins its last letter just before its end; that one meets two silences."""
    busy = ROUND_SECONDS + 2 * settings.EMAIL_TIMEOUT
    assert busy < heartbeat.LATE_AFTER_SECONDS
