"""The house under test, without some of its guards."""

from mnic.settings.test import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.races.unguarded.Unguarded"]
