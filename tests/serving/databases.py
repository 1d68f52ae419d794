"""Databases of their own for tests that copy, restore and upgrade."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import sql

from launcher import roles, trial
from launcher.children import ROOT
from launcher.postgres import Cluster

_TABLES = """
SELECT schemaname, tablename FROM pg_tables
WHERE NOT starts_with(schemaname, 'pg_') AND schemaname <> 'information_schema'
"""
# What the rows are, whatever their order.
_ROWS = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} t"
_SEQUENCES = "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences"


@contextmanager
def empty(cluster: Cluster, name: str) -> Iterator[str]:
    """A new database without a table, for as long as it is needed; its name."""
    database = f"test_school_{os.getpid()}_{name}"
    cluster.make_database(database)
    try:
        yield database
    finally:
        with cluster.connect() as superuser:
            roles.drop_database(superuser, database)


def manage(
    cluster: Cluster, database: str, *command: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` over a database."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        check=False,
        cwd=ROOT,
        env={**os.environ, **trial.addresses(cluster, database), **more},
        capture_output=True,
        text=True,
    )


def checksums(cluster: Cluster, database: str) -> dict[str, tuple[object, ...]]:
    """Every table's rows, counted and summed, and where every sequence stands."""
    found: dict[str, tuple[object, ...]] = {}
    with cluster.connect(database) as superuser:
        for schema, table in superuser.execute(_TABLES).fetchall():
            name = sql.Identifier(str(schema), str(table))
            rows = superuser.execute(sql.SQL(_ROWS).format(name)).fetchone()
            found[f"{schema}.{table}"] = rows or ()
        for sequence, last in superuser.execute(_SEQUENCES).fetchall():
            found[str(sequence)] = (last,)
    return found
