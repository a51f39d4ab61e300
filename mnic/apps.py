"""Django's name for this app; every process knows every task from its first moment."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string

from core import events
from mnic.celery import app


class MnicConfig(AppConfig):
    name = "mnic"

    def ready(self) -> None:
        app.set_default()
        autodiscover_modules("tasks")
        # By name: the handlers read models, which exist only now.
        events.register(import_string("mnic.wiring.WIRING"))
        import_string("notifications.letters.register")(import_string("mnic.wiring.LETTERS"))
