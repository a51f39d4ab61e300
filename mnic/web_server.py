"""How gunicorn serves the house: on one's own machine, under test and in a container.

Used as `gunicorn --config python:mnic.web_server mnic.wsgi:application`.
"""

import os

from mnic.logs import logging_config

bind = [os.environ.get("WEB_BIND", "127.0.0.1:8000")]
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

# A stop lets what is under way come to its end: it is waited for longer than the database is.
graceful_timeout = 20
timeout = 60
keepalive = 5
# A leak in some library never grows old.
max_requests = 20_000
max_requests_jitter = 2_000
# Signs of life are files: in memory, because a slow disk must not look like a dead process.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  # no secret there
control_socket_disable = True

# Requests are logged by django-structlog; gunicorn's own words look the same.
accesslog = None
logconfig_dict = logging_config(
    as_json=os.environ.get("DJANGO_SETTINGS_MODULE") == "mnic.settings.production",
    level=os.environ.get("LOG_LEVEL", "INFO"),
) | {"loggers": {"gunicorn.error": {"handlers": [], "propagate": True}}}
