"""The app that the web server of a control has more: it takes away the guards in MNIC_WITHOUT."""

import contextlib
import importlib
import os

from django.apps import AppConfig


class Unguarded(AppConfig):
    name = "tests.races"
    label = "unguarded"

    def ready(self) -> None:
        """Once the house is loaded, and for as long as the process lives."""
        guards = importlib.import_module("tests.races.guards")
        self.taken_away = contextlib.ExitStack()
        for guard in os.environ["MNIC_WITHOUT"].split(","):
            self.taken_away.enter_context(guards.GUARDS_OFF[guard]())
