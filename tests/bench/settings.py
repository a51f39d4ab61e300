"""The house as it runs, with the floors beside it and limits out of reach of eight clients."""

from mnic.settings import api, local
from mnic.settings.local import *  # noqa: F403  # as settings extend each other

ROOT_URLCONF = "tests.bench.urls"
API_RATES = dict.fromkeys(api.API_RATES, (10_000_000, 60))
MIDDLEWARE = ["tests.bench.counting.CountStatements", *local.MIDDLEWARE]
