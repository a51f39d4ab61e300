"""The database: where it is, how long anybody waits for it, how many connections a process keeps.

Without DATABASE_URL only commands that ask no question of it work (types, schema).
"""

from typing import Any

from mnic.settings.environment import env

DATABASE_GIVEN = bool(env.str("DATABASE_URL", ""))
EMBEDDED_DATABASE = env.bool("MNIC_EMBEDDED_DATABASE", False)
DATABASE: dict[str, Any] = env.db("DATABASE_URL", "postgres://mnic@127.0.0.1:5432/mnic")
DATABASE["ENGINE"] = "mnic.database"

# Who waits longer than this for a row is told to try again (Busy, 503), and writes nothing.
# Values travel beside the statement, and what is asked again and again is planned once.
# A refusal is a rollback: mnic/database/base.py sees to it that plans outlive it.
# PgBouncer takes no options for a session: there the role has them (docs/operations.md).
BEHIND_PGBOUNCER = env.bool("DATABASE_BEHIND_PGBOUNCER", False)
_SESSION = {"options": "-c lock_timeout=5s -c plan_cache_mode=force_generic_plan"}
# A server that has vanished is noticed, not waited for.
_LINE = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
DATABASE["OPTIONS"] = (
    ({} if BEHIND_PGBOUNCER else _SESSION)
    | _LINE
    | DATABASE.get("OPTIONS", {})
    | {"server_side_binding": True, "prepare_threshold": 3}
)
DATABASE["DISABLE_SERVER_SIDE_CURSORS"] = BEHIND_PGBOUNCER

# A pool asks a connection whether it lives before it lends it: a restart of PostgreSQL costs
# nobody a request. Its own attempts grow rarer with each failure: after a few it forgets them,
# and the next request begins anew.
DATABASE["CONN_HEALTH_CHECKS"] = True
if env.int("DATABASE_POOL", 0):
    DATABASE["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL"),
        "timeout": env.int("DATABASE_POOL_TIMEOUT", 5),
        "reconnect_timeout": 10,
    }
else:
    DATABASE["CONN_MAX_AGE"] = 60
DATABASES = {"default": DATABASE}
