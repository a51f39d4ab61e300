"""The house that is killed: as on one's own machine, with a mail server that really is asked."""

from mnic.settings.environment import env
from mnic.settings.local import *  # noqa: F403  # as settings extend each other

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("MNIC_TEST_SMTP_PORT")
EMAIL_TIMEOUT = 5
