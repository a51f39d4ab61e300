"""What every way to run shares; importing it starts nothing and needs no database."""

from typing import Any

import django_stubs_ext

from mnic.logs import configure_structlog, logging_config
from mnic.settings.accounts import *
from mnic.settings.admin import *
from mnic.settings.api import *
from mnic.settings.content_policy import *
from mnic.settings.database import *
from mnic.settings.environment import *
from mnic.settings.house import *
from mnic.settings.security import *
from mnic.settings.static_files import *

VAR_DIR = BASE_DIR / "var"

# ModelAdmin[Site] and its kind: types that Django only knows in its stubs.
django_stubs_ext.monkeypatch()

# Known to everybody who reads this line: production refuses it.
LOCAL_SECRET_KEY = "local-only-and-no-secret-at-all-see-env-example"
SECRET_KEY = env.str("SECRET_KEY", LOCAL_SECRET_KEY)
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "mnic",
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "schedule",
    "django_structlog",
    "core",
    "accounts",
    "notifications",
    "spaces",
    "equipment",
    "memberships",
    "bookings",
    "billing",
    "reports",
    "api",
    "pages",
]

MIDDLEWARE = [
    "mnic.health.HealthMiddleware",
    "mnic.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "mnic.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mnic.csp.PolicyByPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pages.sign_in.second_factor.StaffSecondFactorMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "mnic.urls"
WSGI_APPLICATION = "mnic.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.house",
            ],
        },
    },
]

EMBEDDED_REDIS = env.bool("MNIC_EMBEDDED_REDIS", False)
REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "core.cache.RedisOrMemory",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Whoever works for the house waits for its broker for ever, and comes back within seconds.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "max_retries": 3,
    "interval_start": 0,
    "interval_step": 0.5,
    "interval_max": 1,
}
CELERY_TIMEZONE = "Europe/Paris"
# Letters may have a queue and workers of their own, so that a slow mail server delays nothing else.
CELERY_TASK_ROUTES = {"notifications.tasks.*": {"queue": env.str("LETTERS_QUEUE", "celery")}}

USE_TZ = True
TIME_ZONE = "Europe/Paris"
USE_I18N = True
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]

MEDIA_ROOT = VAR_DIR / "media"

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "MNIC <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A mail server that falls silent costs one letter so many seconds a step, then others go on.
EMAIL_TIMEOUT = 10

DJANGO_STRUCTLOG_CELERY_ENABLED = True
# mnic/request_ids.py has judged the id, and says the address as far as our proxies say it.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
configure_structlog()
LOGGING = logging_config(as_json=False, level="INFO")
