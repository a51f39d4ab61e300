"""The house for its public: refuses to start with anything that is only good for a demo."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from mnic.logs import logging_config
from mnic.settings.base import *

SHORTEST_SECRET = 50


def _refuse(when: bool, sentence: str) -> None:
    if when:
        raise ImproperlyConfigured(sentence)


_refuse(DEBUG, "DEBUG shows the inside of the house to strangers: remove it from the environment.")
_refuse(
    SECRET_KEY == LOCAL_SECRET_KEY,
    "SECRET_KEY is missing: set a long random one, see .env.example.",
)
_refuse(
    len(SECRET_KEY) < SHORTEST_SECRET,
    f"SECRET_KEY is too short: {SHORTEST_SECRET} random characters at least.",
)
_refuse(
    not env.list("ALLOWED_HOSTS", default=[]),
    "ALLOWED_HOSTS is missing: list the names under which the house is reached.",
)
_refuse("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must list names: '*' would let anybody invent one.")
_refuse(
    not DATABASE_GIVEN or EMBEDDED_DATABASE,
    "DATABASE_URL is missing: production does not run on the embedded PostgreSQL.",
)
_refuse(
    not DATABASE.get("PASSWORD") and not DATABASE.get("HOST", "").startswith("/"),
    "DATABASE_URL has no password: PostgreSQL must ask for one.",
)
_refuse(
    not REDIS_URL or EMBEDDED_REDIS,
    "REDIS_URL is missing: production does not run on the embedded Valkey.",
)
_refuse(
    urlsplit(REDIS_URL).scheme not in {"redis", "rediss", "unix"},
    "REDIS_URL must begin with redis://, rediss:// or unix://.",
)
_refuse(
    not env.str("EMAIL_URL", ""),
    "EMAIL_URL is missing: sign-up codes and confirmations leave by e-mail, see .env.example.",
)

_refuse(
    urlsplit(PUBLIC_URL).scheme != "https" or urlsplit(PUBLIC_URL).hostname not in ALLOWED_HOSTS,
    "PUBLIC_URL must be https:// and one of ALLOWED_HOSTS: links in letters begin with it.",
)
_refuse(
    not env.str("CALENDAR_HOST", ""),
    "CALENDAR_HOST is missing: it names every event in people's calendars, and stays for ever.",
)

vars().update(env.email("EMAIL_URL"))

MNIC_STAFF_MFA_REQUIRED = env.bool("MNIC_STAFF_MFA_REQUIRED", True)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# Behind a proxy of ours only it knows whether the visitor came by HTTPS; it must set the header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
# One name, and nothing below or beside it: harmless where the house has a host name of its own.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
# Preloading is asked for a whole domain by its owner: a program that lives in it must not.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# __Host-: a browser takes such a cookie from this very host only, over HTTPS, for all its paths.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

LOGGING = logging_config(as_json=True, level=env.str("LOG_LEVEL", "INFO"))
