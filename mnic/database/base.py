"""Django's PostgreSQL, except that what is prepared stays prepared when a transaction is undone.

psycopg forgets every prepared statement at a rollback, because a table made in that transaction is
gone with it. The house makes no tables while it serves, and each refusal is a rollback: PostgreSQL
would plan the largest statements again and again. Where a table does change, all is forgotten:
seen here, or told by PostgreSQL when a migration beside the running house has changed it.
"""

from collections.abc import Sequence
from types import TracebackType

from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg import _queries, errors
from psycopg._preparing import Key, Prepare, PrepareManager
from psycopg.pq.abc import PGresult

# What psycopg has read once it need not read again, also where it is longer than it expects.
_queries.MAX_CACHED_STATEMENT_LENGTH = 16_384
CHANGES = (b"DROP", b"ALTER", b"DISCARD ALL", b"DEALLOCATE ALL")


class LastingPlans(PrepareManager):
    """psycopg's own, told not to forget at a rollback."""

    def clear(self) -> bool:
        return False

    def forget(self) -> None:
        """All of it, as soon as the connection can be asked to."""
        super().clear()

    def validate(self, key: Key, prep: Prepare, name: bytes, results: Sequence[PGresult]) -> None:
        if any((one.command_status or b"").startswith(CHANGES) for one in results):
            self.forget()
        super().validate(key, prep, name, results)


class Told(DatabaseErrorWrapper):
    """Django's translation of errors; it also hears that a plan is for a table as it was."""

    wrapper: "DatabaseWrapper"

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(failure, errors.FeatureNotSupported):
            self.wrapper.connection._prepared.forget()
        super().__exit__(kind, failure, trace)


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django makes connections with; the settings name this module's package."""

    @cached_property
    def wrap_database_errors(self) -> Told:
        return Told(self)

    def init_connection_state(self) -> None:
        """Called whenever a connection is taken up; one from a pool may have been here before."""
        known = self.connection
        if not isinstance(known._prepared, LastingPlans):
            plans = LastingPlans()
            plans.prepare_threshold = known.prepare_threshold
            known._prepared = plans
        super().init_connection_state()
