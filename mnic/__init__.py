"""The wiring of the house: settings, addresses, Celery, event handlers, the launcher, the demo."""

from mnic.celery import app as celery_app

__all__ = ["celery_app"]
