"""The database backend: ``ENGINE = "school.lib.postgres"``."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base, features, operations
from psycopg.types.numeric import Int8Dumper

_PREPARED_STATEMENTS = 500


class DatabaseFeatures(features.DatabaseFeatures):
    """PostgreSQL whose tables have wider keys than Django believes."""

    allows_group_by_selected_pks = False


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL whose application role may not TRUNCATE."""

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
        return connection
