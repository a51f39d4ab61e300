#!/bin/sh
# Run by the image of PostgreSQL on its first start only: a role of the house's own, which owns its
# database and is no superuser. Afterwards the superuser has no password: it comes in by the
# container's own socket (`docker compose exec postgres psql -U postgres`), never over the network.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE mnic LOGIN PASSWORD :'password';
CREATE DATABASE mnic OWNER mnic;
SELECT format('ALTER ROLE %I PASSWORD NULL', current_user) \gexec
SQL
