"""What the processes of a crew have in common: the house, loaded and not yet connected."""

import django

django.setup()

import tests.races.acts  # noqa: E402, F401  (the house must be set up before it is imported)
