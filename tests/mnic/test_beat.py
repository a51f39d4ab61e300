"""The clockwork: every task that beat sends has a worker that knows it."""

from mnic.celery import app


def test_every_task_of_the_schedule_is_registered() -> None:
    app.loader.import_default_modules()
    sent = {line["task"] for line in app.conf.beat_schedule.values()}
    assert len(sent) == len(app.conf.beat_schedule)
    assert sent <= set(app.tasks)


def test_control_an_invented_task_is_not_registered() -> None:
    assert "bookings.tasks.never_written" not in app.tasks
