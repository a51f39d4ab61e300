#!/bin/sh
# restore.sh FILE: fill the empty database of PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
# What is restored is held back: no letter leaves it before `manage.py release_house`.
set -eu
file=$1
ask() {
    psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"
}

tables=$(ask --command "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" != 0 ]; then
    echo "$PGDATABASE is not empty: restore into a new database." >&2
    exit 1
fi

# One transaction, which only a dump read to its end commits, together with the mark that holds it.
{
    echo "BEGIN;"
    pg_restore --no-owner --no-privileges --file=- "$file" &&
        echo "INSERT INTO public.core_restoration (backup) VALUES ('$(basename "$file" | tr -cd '[:alnum:]._-')');" &&
        echo "COMMIT;"
} | ask --output /dev/null

held=$(ask --command "SELECT count(*) FROM core_restoration WHERE released_at IS NULL" || echo 0)
if [ "$held" = 0 ]; then
    echo "$file could not be read to its end: $PGDATABASE is as empty as before." >&2
    exit 1
fi
echo "$PGDATABASE is restored from $file, and held back until \`manage.py release_house\`."
