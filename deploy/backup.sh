#!/bin/sh
# backup.sh FOLDER [DAYS]: one whole and readable dump; those older than DAYS days (30) are removed.
# The database is the one of PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
set -eu
umask 077
folder=$1
days=${2:-30}
name="mnic-$(date -u +%Y%m%dT%H%M%SZ).dump"

# Under another name until it is known to be good: a half-written one is never taken for a backup.
unfinished="$folder/$name.unfinished"
trap 'rm -f "$unfinished"' EXIT
pg_dump --format=custom --no-owner --no-privileges --file="$unfinished"
pg_restore --file=/dev/null "$unfinished"
mv "$unfinished" "$folder/$name"

find "$folder" -name 'mnic-*.dump' -mtime "+$days" -exec rm -f {} +
echo "$folder/$name"
