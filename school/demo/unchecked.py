"""Foreign keys looked up all at once instead of row by row.

PostgreSQL asks for each key of each row apart, and that is three quarters of what a
copied mark costs. Here its triggers are silent while rows are copied in, and then every
foreign key of the tables is asked once for all new rows: what would have been refused
is refused. Where the load role may not silence them (a server of one's own), each row
is asked as ever.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection

_MAY = """
SELECT has_parameter_privilege(current_user, 'session_replication_role', 'SET')
"""
_KEYS = """
SELECT k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
       array_agg(quote_ident(mine.attname) ORDER BY c.place),
       array_agg(quote_ident(theirs.attname) ORDER BY c.place)
FROM pg_constraint k
CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY
    AS c (mine, theirs, place)
JOIN pg_attribute mine ON mine.attrelid = k.conrelid AND mine.attnum = c.mine
JOIN pg_attribute theirs ON theirs.attrelid = k.confrelid AND theirs.attnum = c.theirs
WHERE k.contype = 'f' AND k.conrelid = %s::regclass
GROUP BY k.oid ORDER BY k.conname
"""


@dataclass(frozen=True, slots=True)
class _Key:
    """A foreign key: columns of a table and what they point at."""

    name: str
    table: str
    target: str
    columns: Sequence[str]
    aims: Sequence[str]

    def lost(self) -> str:
        """The statement that finds a row newer than an id that points at nothing."""
        said = " AND ".join(f"t.{column} IS NOT NULL" for column in self.columns)
        pairs = zip(self.columns, self.aims, strict=True)
        same = " AND ".join(f"p.{aim} = t.{column}" for column, aim in pairs)
        return (
            f"SELECT t.id FROM {self.table} t WHERE t.id > %s AND {said}"  # noqa: S608
            f" AND NOT EXISTS (SELECT FROM {self.target} p WHERE {same}) LIMIT 1"
        )


@contextmanager
def keys_at_once(*tables: str) -> Iterator[None]:
    """Inside, rows only go into these tables, by the load role and with new ids.

    Raises IntegrityError at the end when one of them points at nothing. A row that is
    pointed at must not be taken away meanwhile: the triggers would have locked it.
    """
    if not _ask(_MAY)[0][0]:
        yield
        return
    newest = {
        table: _ask(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0]  # noqa: S608
        for table in tables
    }
    _ask("SELECT set_config('session_replication_role', 'replica', true)")
    yield
    _ask("SELECT set_config('session_replication_role', 'origin', true)")
    for table in tables:
        for key in (_Key(*row) for row in _ask(_KEYS, table)):
            if _ask(key.lost(), newest[table]):
                raise IntegrityError(f"{key.name}: a row of {table} points at nothing.")


def _ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())
