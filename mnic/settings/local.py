"""The house on one's own machine: plain HTTP, letters as files, logs for the eye."""

from mnic.settings.base import *

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

# The pages may say where a letter of the demo house is to be found.
DEMO = True
