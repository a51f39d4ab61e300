"""What every way to run shares; importing it starts nothing and needs no database."""

from typing import Any

import django_stubs_ext

from mnic.logs import configure_structlog, logging_config
from mnic.settings.accounts import *
from mnic.settings.admin import *
from mnic.settings.api import *
from mnic.settings.content_policy import *
from mnic.settings.environment import *
from mnic.settings.house import *

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
    "django.middleware.security.SecurityMiddleware",
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

# The database. Without DATABASE_URL only commands that ask no question of it work (types, schema).
DATABASE_GIVEN = bool(env.str("DATABASE_URL", ""))
EMBEDDED_DATABASE = env.bool("MNIC_EMBEDDED_DATABASE", False)
EMBEDDED_REDIS = env.bool("MNIC_EMBEDDED_REDIS", False)
DATABASE: dict[str, Any] = env.db("DATABASE_URL", "postgres://mnic@127.0.0.1:5432/mnic")
# Values travel beside the statement, and what is asked again and again is planned once.
# Who waits longer than this for a row is told to try again (Busy, 503), and writes nothing.
# A refusal is a rollback: mnic/database/base.py sees to it that plans outlive it.
SESSION = "-c lock_timeout=5s -c plan_cache_mode=force_generic_plan"
DATABASE["ENGINE"] = "mnic.database"
DATABASE["OPTIONS"] = (
    {"options": SESSION}
    | DATABASE.get("OPTIONS", {})
    | {
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
)
if env.int("DATABASE_POOL", 0):
    DATABASE["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL"),
        "timeout": 10,
    }
else:
    DATABASE |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": DATABASE}

REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Paris"

USE_TZ = True
TIME_ZONE = "Europe/Paris"
USE_I18N = True
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
# Vite hashes its own names; hashing them again would load every module twice.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "MNIC <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "pages.plain.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

DJANGO_STRUCTLOG_CELERY_ENABLED = True
configure_structlog()
LOGGING = logging_config(as_json=False, level="INFO")
