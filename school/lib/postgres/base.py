"""The database backend: ``ENGINE = "school.lib.postgres"``."""

import select
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import Any, TypeVar

from django.db.backends.postgresql import base, features, operations
from psycopg.pq import PipelineStatus
from psycopg.types.numeric import Int8Dumper

from school.lib.postgres.journey import Leg, Texts, travel
from school.lib.postgres.spending import MeteredCursor, spent

T = TypeVar("T")

_PREPARED_STATEMENTS = 500
# The protocol counts the parameters of a statement in two bytes.
_PARAMETERS = 65_535


class DatabaseFeatures(features.DatabaseFeatures):
    """PostgreSQL whose tables have wider keys than Django believes."""

    allows_group_by_selected_pks = False


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL whose application role may not TRUNCATE, and that gets each value as
    a parameter."""

    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        """How many rows one statement carries.

        An update names each row beside each of its values: it may have twice as many
        parameters as there are fields.
        """
        return max(1, _PARAMETERS // (2 * max(1, len(fields))))

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Empty the tables over the owner's connection. Only tests ever ask for it."""
        from school.lib.postgres.flushing import flush_as_owner

        flush_as_owner(sql_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that sends integers as bigint and keeps 500 statements ready."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - as Django has it
        """A psycopg connection with our dumper and cache size."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(int, Int8Dumper)
        connection.prepared_max = _PREPARED_STATEMENTS
        connection.cursor_factory = MeteredCursor
        self._ready: set[bytes] = set()
        return connection

    def _commit(self) -> None:
        begun = perf_counter()
        super()._commit()  # type: ignore[misc]  # not in the stubs
        spent.seconds += perf_counter() - begun

    def is_usable(self) -> bool:
        """Whether the server is still there; asked before the first statement.

        An idle server says nothing. Only when something waits to be read, perhaps
        its farewell, is it asked by a statement: a round trip less for every request.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()

    def ask(
        self,
        sql: str,
        values: Sequence[Any] | Mapping[str, Any],
        read: Callable[[Any], T],
    ) -> T:
        """Send one statement of ours and return what ``read`` makes of its cursor.

        The shortest way through Django: its cursors cost a small statement as much
        again, and are taken only where somebody listens to what is sent.
        """
        if self.is_overheard:
            with self.cursor() as cursor:
                cursor.execute(sql, values)
                return read(cursor)
        self._prepare_to_ask()
        with self.wrap_database_errors, self.create_cursor() as cursor:
            cursor.execute(sql, values)
            return read(cursor)

    @property
    def is_overheard(self) -> bool:
        """Whether somebody listens to what is sent: a test, or Django's own log."""
        return bool(self.execute_wrappers or self.queries_logged)

    def travel(self, legs: Sequence[Leg]) -> list[Texts]:
        """Ask several statements in one journey and one transaction of its own.

        Only where no transaction is open. See :func:`journey.travel`.
        """
        self._prepare_to_ask()
        begun = perf_counter()
        try:
            with self.wrap_database_errors:
                return travel(self.connection, self._ready, legs)
        finally:
            if self.connection.pgconn.pipeline_status != PipelineStatus.OFF:
                self.close()
            spent.queries += len(legs)
            spent.seconds += perf_counter() - begun

    def _prepare_to_ask(self) -> None:
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
