"""A restored copy on one's own machine, with a mail server that the test gives it."""

import os

from mnic.settings.local import *

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["MAIL_PORT"])
