"""The house on one's own machine: plain HTTP, letters on a page, logs for the eye."""

from mnic.settings.base import *

# Nothing leaves: pages/demo_letters.py shows what a house for its public would send.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEMO = True
